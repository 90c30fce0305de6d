package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TokenCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return folder.resolve("callers.json");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("token"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--file", file().toString()));
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void add_printsTheTokenAloneAndKeepsItNowhere() throws IOException {
    assertThat(run("add", "alice", "--role", "submit")).isZero();
    assertThat(out.toString()).matches("lkt_[A-Za-z0-9_-]{43}\\R");
    assertThat(err.toString())
        .isEqualTo("lakatos: alice may submit; the token is kept nowhere else\n");
    assertThat(Files.readString(file())).contains("alice").doesNotContain(out.toString().strip());
  }

  @Test
  void add_withAnEnd_saysWhenAndKeepsToDays() {
    Instant before = Instant.now();
    assertThat(run("add", "alice", "--role", "ADMIN", "--expires", "30d", "--json")).isZero();
    ObjectNode object = Json.parse(out.toString());
    assertThat(object.path("role").asText()).isEqualTo("admin");
    assertThat(object.path("token").asText()).startsWith("lkt_");
    assertThat(Instant.parse(object.path("expires").asText()))
        .isBetween(
            before.plus(Duration.ofDays(30)).minusSeconds(1),
            Instant.now().plus(Duration.ofDays(30)));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void add_withACertificate_printsNoToken() {
    assertThat(run("add", "ci", "--role", "read", "--certificate", "ci.example.org")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEqualTo("lakatos: ci may read with its certificate\n");
  }

  @Test
  void list_saysWhoMayWhatAndShowsNoHashes() {
    run("add", "alice", "--role", "submit", "--expires", "1h");
    run("add", "ci", "--role", "read", "--certificate", "ci.example.org");
    assertThat(run("list")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).matches("alice +submit +token  added 2\\S+Z  until 2\\S+Z");
    assertThat(lines.get(1)).matches("ci +read +certificate ci.example.org  added 2\\S+Z  no end");
    assertThat(run("list", "--json")).isZero();
    ObjectNode alice = Json.parse(out.toString().lines().findFirst().orElse(""));
    assertThat(alice.path("expired").asBoolean(true)).isFalse();
    assertThat(alice.has("sha256")).isFalse();
  }

  @Test
  void revoke_aCaller_forgetsIt() {
    run("add", "alice", "--role", "submit");
    assertThat(run("revoke", "alice")).isZero();
    assertThat(err.toString()).isEqualTo("lakatos: alice may not call any more\n");
    assertThat(run("list")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void badInput_isOneSentence() {
    assertThat(run("list")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "lakatos: there is no file " + file() + " of callers; lakatos token add makes one\n");
    run("add", "alice", "--role", "submit");
    assertThat(run("revoke", "bob")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("lakatos: " + file() + " has no caller bob\n");
    assertThat(run("add", "alice", "--role", "read")).isEqualTo(2);
    assertThat(err.toString()).contains("has a caller alice already; revoke it first");
    assertThat(run("add", "a b", "--role", "read")).isEqualTo(2);
    assertThat(err.toString()).contains("not a name for a caller: a b");
    assertThat(out.toString()).isEmpty();
    assertThat(run("add", "bob", "--role", "root")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--role", "root")
        .endsWith("Try 'lakatos token add --help'.\n");
  }
}
