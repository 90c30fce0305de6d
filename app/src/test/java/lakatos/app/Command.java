package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command as a user sees it, in this process: its exit code, and what it wrote.
 *
 * @param err never with a stack trace
 */
record Command(int code, String out, String err) {
  Command {
    assertThat(err).doesNotContain("\tat ", "Exception");
  }

  static Command run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Command(code, out.toString(), err.toString());
  }

  /** Nothing but one sentence, and the exit code that goes with it. */
  void isTrouble(String sentence) {
    assertThat(err.strip()).isEqualTo("lakatos: " + sentence);
    assertThat(code).isEqualTo(Exit.TROUBLE);
    assertThat(out).isEmpty();
  }

  ObjectNode json() {
    return Json.parse(out);
  }

  List<ObjectNode> jsonLines() {
    return out.lines().map(Json::parse).toList();
  }
}
