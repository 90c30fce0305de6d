package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallersTest {
  @TempDir Path folder;
  private Path path;
  private CallersFile file;

  @BeforeEach
  void file() {
    path = folder.resolve("callers.json");
    file = new CallersFile(path, InstantSource.system());
  }

  @Test
  void withToken_knownOrNot_isTheOneThatWasAdded() {
    String alice = file.addToken("alice", Role.READ, Optional.empty());
    String bob = file.addToken("bob", Role.ADMIN, Optional.empty());
    Callers callers = new Callers(file);
    assertThat(callers.withToken(alice).orElseThrow().name()).isEqualTo("alice");
    assertThat(callers.withToken(bob).orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(callers.withToken(alice + "x")).isEmpty();
    assertThat(callers.withToken(Token.hash(alice))).isEmpty();
  }

  @Test
  void withCertificate_asksForTheNameOfTheCertificateAndNotOfTheCaller() {
    file.addCertificate("alice.example.org", "alice", Role.READ, Optional.empty());
    Callers callers = new Callers(file);
    assertThat(callers.withCertificate("alice.example.org")).isPresent();
    assertThat(callers.withCertificate("alice")).isEmpty();
  }

  @Test
  void withToken_afterAChange_followsTheFile() {
    String alice = file.addToken("alice", Role.READ, Optional.empty());
    Callers callers = new Callers(file);
    String bob = file.addToken("bob", Role.READ, Optional.empty());
    assertThat(callers.withToken(bob)).isPresent();
    file.revoke("alice");
    assertThat(callers.withToken(alice)).isEmpty();
  }

  @Test
  void withToken_afterTheFileWasSpoilt_staysAsItWasAndIsLoggedOnce() throws IOException {
    String alice = file.addToken("alice", Role.READ, Optional.empty());
    Callers callers = new Callers(file);
    try (CapturedLog log = CapturedLog.usual()) {
      Files.writeString(path, "{\"callers\": [");
      assertThat(callers.withToken(alice)).isPresent();
      assertThat(callers.withToken(alice)).isPresent();
      assertThat(log.lines())
          .containsExactly(
              "WARN "
                  + path
                  + " is no file of callers: not JSON; the callers known so far stay so");
      Files.delete(path);
      assertThat(callers.withToken(alice)).isPresent();
      assertThat(log.lines()).hasSize(2);
    }
    file.addToken("bob", Role.READ, Optional.empty());
    assertThat(callers.withToken(alice)).isEmpty();
  }

  @Test
  void open_withoutAFile_isRefused() {
    assertThatThrownBy(() -> new Callers(file))
        .hasMessage("there is no file " + path + " of callers; lakatos token add makes one");
  }
}
