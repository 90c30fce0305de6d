package lakatos.app;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine;

/** A session on a terminal: lines with history and completion, searches in the background. */
final class SessionShell {
  private static final Set<String> LEAVING = Set.of("exit", "quit");

  private final Desk desk;

  SessionShell(Desk desk) {
    this.desk = desk;
  }

  /** Reads lines until there are no more. */
  int run() {
    CommandLine verbs = new SessionVerbs(desk).commandLine();
    try (org.jline.terminal.Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).build()) {
      LineReader lines =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .appName("lakatos")
              .parser(new QuotedLines())
              .completer(completer(verbs))
              .variable(LineReader.HISTORY_FILE, desk.session().root().resolve(".history"))
              .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ")
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      desk.tellBy(lines::printAbove);
      desk.out().println("'help' lists the verbs, 'help VERB' has examples, 'exit' leaves");
      desk.out().flush();
      read(lines, verbs);
    } catch (IOException e) {
      throw new Trouble("cannot use this terminal (" + e.getMessage() + ")", e);
    }
    return Exit.PROVED;
  }

  private void read(LineReader lines, CommandLine verbs) {
    while (true) {
      try {
        String line = lines.readLine(prompt()).strip();
        if (LEAVING.contains(line)) {
          return;
        }
        SessionVerbs.execute(verbs, line);
      } catch (UserInterruptException e) {
        // Ctrl-C leaves the line, not the session
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  private String prompt() {
    String branch = desk.session().history().branch();
    int running = desk.atWork().size();
    return desk.session().state().title()
        + (branch.equals("main") ? "" : " (" + branch + ")")
        + (running == 0 ? "" : " [" + running + " at work]")
        + "> ";
  }

  private Completer completer(CommandLine verbs) {
    return (reader, line, candidates) -> {
      List<String> words =
          line.wordIndex() == 0
              ? SessionVerbs.names(verbs)
              : List.copyOf(desk.session().state().nodes().keySet());
      candidates.addAll(words.stream().map(Candidate::new).collect(Collectors.toList()));
    };
  }

  /** A line ends where no quote is open. */
  private static final class QuotedLines implements Parser {
    private final DefaultParser words = new DefaultParser();

    private QuotedLines() {
      words.setQuoteChars(new char[0]);
      words.setEscapeChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && Words.of(line).open()) {
        throw new EOFError(-1, cursor, "a quote is open");
      }
      return words.parse(line, cursor, context);
    }
  }
}
