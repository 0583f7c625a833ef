-- What was published without a second pair of eyes, counted for the province.

CREATE INDEX edition_urgent_all ON edition (published_at, site_id) WHERE urgent_reason IS NOT NULL;
