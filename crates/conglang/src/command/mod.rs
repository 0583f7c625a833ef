//! The command line: one binary, a subcommand each for what an operator does.

mod demo;
mod demo_accounts;
mod demo_pictures;
mod options;
mod read_words;
mod reindex;
mod run_film_tool;
mod serve;
mod site;
mod unit;
mod user;

use clap::{Parser, Subcommand};

use options::Options;

/// Cổng Làng: cổng thông tin của mọi xã, phường trong một tỉnh. / The portals of a province's communes.
#[derive(Parser)]
#[command(name = "conglang", version, about, max_term_width = 100)]
pub struct CommandLine {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server: public sites, desk, worker, operations port.
    Serve(serve::Serve),
    /// Apply the migrations that are missing.
    Migrate,
    /// Sites: create, import from CSV, list, hosts.
    Site {
        #[command(subcommand)]
        command: site::SiteCommand,
    },
    /// Units: what old ones have become.
    Unit {
        #[command(subcommand)]
        command: unit::UnitCommand,
    },
    /// Accounts: create, give a role, set a new first password.
    User {
        #[command(subcommand)]
        command: user::UserCommand,
    },
    /// Make the search index anew from the database, while the old one answers.
    Reindex(reindex::Reindex),
    #[command(name = conglang_house::search::READ_WORDS_COMMAND, hide = true)]
    ReadWords(read_words::ReadWords),
    #[command(name = conglang_house::film::FILM_TOOL_COMMAND, hide = true)]
    RunFilmTool(run_film_tool::RunFilmTool),
    /// Fill a new installation with believable demo content. Never for a real one.
    Demo(demo::Demo),
}

/// Runs the command line.
///
/// # Errors
/// What went wrong, as a chain; the caller prints it.
pub async fn run(command_line: CommandLine) -> anyhow::Result<()> {
    let CommandLine { options, command } = command_line;
    match command {
        Command::Serve(serve) => serve.run(options.resolve()?).await,
        Command::Migrate => {
            let config = options.resolve()?;
            let db = crate::app::open_database(&config).await.map_err(problem)?;
            db.close().await;
            Ok(())
        }
        Command::Site { command } => command.run(options.resolve()?).await,
        Command::Unit { command } => command.run(options.resolve()?).await,
        Command::User { command } => command.run(options.resolve()?).await,
        Command::Reindex(reindex) => reindex.run(options.resolve()?).await,
        Command::Demo(demo) => demo.run(options.resolve()?).await,
        // They need nothing an operator has decided, and must know none of it.
        Command::ReadWords(read_words) => read_words.run(),
        Command::RunFilmTool(run_film_tool) => run_film_tool.run(),
    }
}

/// A fault as the command line prints it.
fn problem(fault: conglang_platform::fault::Fault) -> anyhow::Error {
    anyhow::anyhow!(fault.chain())
}

/// Rejections as the command line prints them: sentences in Vietnamese.
fn rejected(
    words: &conglang_platform::words::Words,
    rejections: &conglang_kernel::Rejections,
) -> anyhow::Error {
    let sentences: Vec<String> = rejections
        .iter()
        .map(|rejection| {
            let facts: Vec<(&str, conglang_platform::words::Fact)> =
                rejection.facts.iter().map(|(name, fact)| (*name, fact.as_str().into())).collect();
            let key = format!("reject-{}", rejection.code);
            let sentence = words.say(conglang_kernel::Language::Vi, &key, &facts);
            format!("{}: {sentence}", rejection.field)
        })
        .collect();
    anyhow::anyhow!(sentences.join("\n"))
}

#[expect(clippy::print_stdout, reason = "this is what a command line is for")]
fn print(line: &str) {
    println!("{line}");
}
