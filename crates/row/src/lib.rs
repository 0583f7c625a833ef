//! `#[derive(FromRow)]`: a struct whose fields are the columns of a row, on either engine.

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, parse_macro_input};

/// Reads each field from the column of its name. `#[row(flatten)]` reads a field that is itself a struct
/// of columns from the same row.
#[proc_macro_derive(FromRow, attributes(row))]
pub fn from_row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    read_fields(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn read_fields(input: &DeriveInput) -> Result<proc_macro2::TokenStream, Error> {
    let (name, generics) = (&input.ident, &input.generics);
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(name, "only a struct is read from a row"));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(name, "a field is read from the column of its name"));
    };
    let mut reads = Vec::with_capacity(fields.named.len());
    for field in &fields.named {
        let field_name = &field.ident;
        reads.push(if is_flat(field)? {
            quote!(#field_name: ::conglang_platform::db::FromRow::from_row(row)?)
        } else {
            quote!(#field_name: row.get(stringify!(#field_name))?)
        });
    }
    Ok(quote! {
        impl #generics ::conglang_platform::db::FromRow for #name #generics {
            fn from_row(
                row: &::conglang_platform::db::Row<'_>,
            ) -> ::core::result::Result<Self, ::conglang_platform::db::DbError> {
                Ok(Self { #(#reads),* })
            }
        }
    })
}

fn is_flat(field: &Field) -> Result<bool, Error> {
    let mut is_flat = false;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("row")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("flatten") {
                is_flat = true;
                Ok(())
            } else {
                Err(meta.error("the only word known here is `flatten`"))
            }
        })?;
    }
    Ok(is_flat)
}
