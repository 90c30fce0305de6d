package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import lakatos.service.KnownCaller.Credential;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallersFileTest {
  private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

  @TempDir Path folder;
  private Path path;
  private CallersFile file;

  @BeforeEach
  void file() {
    path = folder.resolve("callers.json");
    file = new CallersFile(path, InstantSource.fixed(NOW));
  }

  @Test
  void addToken_inANewFile_keepsAllButTheToken() throws IOException {
    String token = file.addToken("alice", Role.SUBMIT, Optional.of(NOW.plusSeconds(60)));
    assertThat(token).matches("lkt_[A-Za-z0-9_-]{43}");
    assertThat(file.read())
        .containsExactly(
            new KnownCaller(
                "alice",
                Role.SUBMIT,
                new Credential.Token(Token.hash(token)),
                NOW,
                Optional.of(NOW.plusSeconds(60))));
    assertThat(Files.readString(path)).doesNotContain(token, token.substring(4));
  }

  @Test
  void addToken_always_leavesOneFileThatOnlyItsOwnerReads() throws IOException {
    file.addToken("alice", Role.READ, Optional.empty());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    file.addToken("bob", Role.ADMIN, Optional.empty());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryContaining(path::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void addToken_inAFolderThatIsNotThere_makesIt() {
    Path deep = folder.resolve("a/b/callers.json");
    new CallersFile(deep, InstantSource.system()).addToken("alice", Role.READ, Optional.empty());
    assertThat(deep).exists();
  }

  @Test
  void addToken_behindALink_changesTheFileAndKeepsTheLink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), path);
    file.addToken("alice", Role.READ, Optional.empty());
    new CallersFile(link, InstantSource.system()).addToken("bob", Role.READ, Optional.empty());
    assertThat(link).isSymbolicLink();
    assertThat(file.read()).extracting(KnownCaller::name).containsExactly("alice", "bob");
  }

  @Test
  void add_aNameOrCertificateThatIsThere_isRefused() {
    file.addCertificate("alice.example.org", "alice", Role.READ, Optional.empty());
    assertThatThrownBy(() -> file.addToken("alice", Role.ADMIN, Optional.empty()))
        .isInstanceOf(ServiceException.class)
        .hasMessage(path + " has a caller alice already; revoke it first");
    assertThatThrownBy(
            () -> file.addCertificate("alice.example.org", "bob", Role.ADMIN, Optional.empty()))
        .hasMessage(path + " has a caller alice already; revoke it first");
    assertThat(file.read()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "../x", "ä"})
  void add_whatIsNoName_isRefusedAndMakesNoFile(String name) {
    assertThatThrownBy(() -> file.addToken(name, Role.READ, Optional.empty()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ServiceException.Reason.BAD_NAME))
        .hasMessageContaining("letters, digits");
    assertThat(path).doesNotExist();
  }

  @Test
  void add_whileSomebodyElseDoes_isRefusedAndSaysWhatToDelete() throws IOException {
    Path beside = Files.createFile(folder.resolve(".callers.json.new"));
    assertThatThrownBy(() -> file.addToken("alice", Role.READ, Optional.empty()))
        .hasMessageContaining("somebody else is changing " + path)
        .hasMessageContaining(beside.toString());
    assertThat(beside).exists();
  }

  @Test
  void revoke_aCaller_forgetsOnlyThatOne() {
    file.addToken("alice", Role.READ, Optional.empty());
    file.addToken("bob", Role.READ, Optional.empty());
    file.revoke("alice");
    assertThat(file.read()).extracting(KnownCaller::name).containsExactly("bob");
  }

  @Test
  void revoke_whoeverIsNotThere_isRefused() {
    assertThatThrownBy(() -> file.revoke("alice"))
        .hasMessage("there is no file " + path + " of callers; lakatos token add makes one");
    file.addToken("bob", Role.READ, Optional.empty());
    assertThatThrownBy(() -> file.revoke("alice")).hasMessage(path + " has no caller alice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'' | it is not {callers: [...]}",
        "lkt_secret | not JSON",
        "[] | it is not {callers: [...]}",
        "{'callers': [], 'x': 1} | it is not {callers: [...]}",
        "{'callers': [1]} | a caller is a JSON object",
        "{'callers': [{'name': 'a'}]} | the field role is missing or not a text",
        "{'callers': [{'name': 'a', 'rôle': 'read'}]} | unknown field rôle",
        "{'callers': [{'name': 'a', 'role': 'root'}]} | not a role: root",
        "{'callers': [{'name': 'a', 'role': 'read'}]} | either a sha256 or a certificate",
        "{'callers': [{'name': 'a', 'role': 'read', 'sha256': 'x'}]} | 64 hexadecimal digits",
        "{'callers': [{'name': 'a', 'role': 'read', 'certificate': ''}]} | not blank",
        "{'callers': [{'name': 'a', 'role': 'read', 'certificate': 'c', 'created': 'now'}]} |"
            + " the field created is not a time",
        "{'callers': [], 'callers': []} | not JSON",
        "{'callers': []} x | not JSON"
      })
  void read_somethingElse_saysWhatIsWrongInOneSentence(String text, String reason)
      throws IOException {
    Files.writeString(path, text.replace('\'', '"').replaceAll("^\"\"$", ""));
    assertThatThrownBy(file::read)
        .isInstanceOf(ServiceException.class)
        .hasMessageStartingWith(path + " is no file of callers: ")
        .extracting(e -> String.valueOf(e.getMessage()).replace("\"", ""))
        .asString()
        .contains(reason)
        .doesNotContain("lkt_secret", "\n");
  }
}
