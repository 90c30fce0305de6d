package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import lakatos.v1.CancelRequest;
import lakatos.v1.GetRequest;
import lakatos.v1.JobsGrpc;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsOptionsTest {
  @TempDir static Path shared;
  private static Certificates certificates;

  @TempDir Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(shared);
  }

  private static TrivialServer server(TlsOptions tls, Optional<Path> callers) {
    return new TrivialServer(
        new AccessOptions("127.0.0.1", Optional.of(tls), callers, Optional.empty()));
  }

  private static String owner(Channel channel) {
    return JobsGrpc.newBlockingStub(channel)
        .withDeadlineAfter(Duration.ofSeconds(20))
        .get(GetRequest.getDefaultInstance())
        .getOwner();
  }

  private static void cancel(Channel channel) {
    var unused =
        JobsGrpc.newBlockingStub(channel)
            .withDeadlineAfter(Duration.ofSeconds(20))
            .cancel(CancelRequest.getDefaultInstance());
  }

  @Test
  void tls_servesThoseWhoTrustTheAuthority() {
    try (TrivialServer server = server(certificates.server("server", false), Optional.empty())) {
      assertThat(owner(server.channel(certificates.client().credentials())))
          .isEqualTo("local admin");
    }
  }

  @Test
  void tls_doesNotReachThoseWhoDoNot() {
    try (TrivialServer server = server(certificates.server("server", false), Optional.empty())) {
      var strict = server.channel(ClientTlsOptions.DEFAULT.credentials());
      assertThat(Refusals.of(() -> owner(strict)).code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(Refusals.of(() -> owner(server.channel())).code())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void tls_whereOthersReachIt_letsAnyoneSubmitAndSaysSo() {
    AccessOptions options =
        new AccessOptions(
            "0.0.0.0",
            Optional.of(certificates.server("server", false)),
            Optional.empty(),
            Optional.empty());
    try (CapturedLog log = CapturedLog.usual();
        TrivialServer server = new TrivialServer(options)) {
      assertThat(owner(server.channel(certificates.client().credentials())))
          .isEqualTo("anyone submit");
      assertThat(log.lines()).anyMatch(line -> line.contains("whoever reaches 0.0.0.0 may submit"));
    }
  }

  @Test
  void mutualTls_withoutAFile_letsInWhomTheAuthorityKnowsAsSubmitters() {
    try (TrivialServer server = server(certificates.server("server", true), Optional.empty())) {
      assertThat(owner(server.channel(certificates.client("alice").credentials())))
          .isEqualTo("alice.example.org submit");
    }
  }

  @Test
  void mutualTls_refusesThoseWithoutACertificateOrWithThatOfAnotherAuthority() {
    try (TrivialServer server = server(certificates.server("server", true), Optional.empty())) {
      assertThat(
              Refusals.of(() -> owner(server.channel(certificates.client().credentials()))).code())
          .isEqualTo(Status.Code.UNAVAILABLE);
      var mallory = server.channel(certificates.client("mallory").credentials());
      assertThat(Refusals.of(() -> owner(mallory)).code()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void mutualTls_refusesACertificateWithTwoNames() {
    try (TrivialServer server = server(certificates.server("server", true), Optional.empty())) {
      var twins = server.channel(certificates.client("twins").credentials());
      assertThat(Refusals.of(() -> owner(twins)))
          .isEqualTo(
              new Refusals(
                  Status.Code.UNAUTHENTICATED,
                  "CERTIFICATE_UNKNOWN",
                  "the client certificate has no common name, or more than one"));
    }
  }

  @Test
  void mutualTls_withAFile_knowsItsCallersByTheirCertificates() {
    Path file = folder.resolve("callers.json");
    CallersFile callers = new CallersFile(file, InstantSource.system());
    callers.addCertificate("alice.example.org", "alice", Role.READ, Optional.empty());
    try (TrivialServer server = server(certificates.server("server", true), Optional.of(file))) {
      Channel alice = server.channel(certificates.client("alice").credentials());
      assertThat(owner(alice)).isEqualTo("alice read");
      assertThat(Refusals.of(() -> cancel(alice)).reason()).isEqualTo("ROLE_TOO_LOW");
      callers.revoke("alice");
      assertThat(Refusals.of(() -> owner(alice)))
          .isEqualTo(
              new Refusals(
                  Status.Code.PERMISSION_DENIED,
                  "CERTIFICATE_UNKNOWN",
                  "no caller has a client certificate with the common name alice.example.org"));
      callers.addCertificate(
          "alice.example.org",
          "alice",
          Role.READ,
          Optional.of(Instant.parse("2020-01-01T00:00:00Z")));
      assertThat(Refusals.of(() -> owner(alice)))
          .isEqualTo(
              new Refusals(
                  Status.Code.UNAUTHENTICATED,
                  "CERTIFICATE_EXPIRED",
                  "the leave of alice expired at 2020-01-01T00:00:00Z"));
    }
  }

  @Test
  void mutualTls_withATokenToo_isTheTokensCaller() {
    Path file = folder.resolve("callers.json");
    CallersFile callers = new CallersFile(file, InstantSource.system());
    callers.addCertificate("alice.example.org", "alice", Role.READ, Optional.empty());
    Metadata headers = new Metadata();
    headers.put(
        Authentication.AUTHORIZATION,
        "Bearer " + callers.addToken("bob", Role.ADMIN, Optional.empty()));
    try (TrivialServer server = server(certificates.server("server", true), Optional.of(file))) {
      Channel alice = server.channel(certificates.client("alice").credentials());
      Channel bob =
          ClientInterceptors.intercept(alice, MetadataUtils.newAttachHeadersInterceptor(headers));
      assertThat(owner(alice)).isEqualTo("alice read");
      assertThat(owner(bob)).isEqualTo("bob admin");
    }
  }

  @Test
  void credentials_whoseCertificateExpired_areLoggedAndServeNobodyWhoLooks() {
    try (CapturedLog log = CapturedLog.usual();
        TrivialServer server = server(certificates.server("old", false), Optional.empty())) {
      assertThat(log.lines())
          .anyMatch(line -> line.matches("WARN the certificate in .*old.pem expired at 20.*Z"));
      var channel = server.channel(certificates.client().credentials());
      assertThat(Refusals.of(() -> owner(channel)).code()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  private static void refused(Path certificate, Path key, String sentence) {
    assertThatThrownBy(() -> new TlsOptions(certificate, key, Optional.empty()).credentials())
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ServiceException.Reason.BAD_FILE))
        .hasMessage(sentence);
  }

  @Test
  void credentials_ofFilesThatAreNotThere_areRefused() {
    Path none = folder.resolve("none.pem");
    refused(none, certificates.key("server"), "there is no file " + none);
    refused(certificates.certificate("server"), none, "there is no file " + none);
    refused(
        folder,
        certificates.key("server"),
        "cannot read " + folder + " (java.io.IOException: Is a directory)");
  }

  @Test
  void credentials_ofFilesThatHoldSomethingElse_areRefused() throws IOException {
    Path certificate = certificates.certificate("server");
    Path key = certificates.key("server");
    refused(key, key, key + " holds no certificate in PEM");
    refused(certificate, certificate, certificate + " holds no private key in PEM");
    Path text = Files.writeString(folder.resolve("text"), "text");
    refused(text, key, text + " holds no certificate in PEM");
    refused(certificate, text, text + " holds no private key in PEM");
    Path empty = Files.createFile(folder.resolve("empty"));
    refused(empty, key, empty + " holds no certificate in PEM");
    byte[] noise = "noise".getBytes(StandardCharsets.UTF_8);
    Path broken = certificates.write("broken.key", "PRIVATE KEY", noise);
    refused(
        certificate, broken, broken + " holds no private key for a certificate with an RSA key");
  }

  @Test
  void credentials_ofAKeyInAnotherForm_areRefusedWithTheCommandThatHelps() throws IOException {
    Path certificate = certificates.certificate("server");
    byte[] noise = "noise".getBytes(StandardCharsets.UTF_8);
    Path encrypted = certificates.write("encrypted.key", "ENCRYPTED PRIVATE KEY", noise);
    refused(
        certificate,
        encrypted,
        encrypted + " is encrypted; openssl pkey -in FILE -out OTHER decrypts it");
    Path old = certificates.write("rsa.key", "RSA PRIVATE KEY", noise);
    refused(
        certificate,
        old,
        old
            + " is an RSA PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt -in FILE -out OTHER makes it"
            + " a PRIVATE KEY");
  }

  @Test
  void credentials_ofAKeyToAnotherCertificate_areRefused() {
    refused(
        certificates.certificate("server"),
        certificates.key("alice"),
        certificates.key("alice") + " holds no private key for a certificate with an RSA key");
    refused(
        certificates.certificate("alice"),
        certificates.key("mallory"),
        "the key in "
            + certificates.key("mallory")
            + " is not that of the certificate in "
            + certificates.certificate("alice"));
  }

  @Test
  void credentials_ofAnAuthorityThatIsNone_areRefused() {
    TlsOptions options =
        new TlsOptions(
            certificates.certificate("server"),
            certificates.key("server"),
            Optional.of(certificates.key("authority")));
    assertThatThrownBy(options::credentials)
        .hasMessage(certificates.key("authority") + " holds no certificate in PEM");
  }

  @Test
  void clientOptions_withHalfAnIdentity_areRefused() {
    assertThatThrownBy(
            () ->
                new ClientTlsOptions(
                    Optional.empty(),
                    Optional.of(certificates.certificate("alice")),
                    Optional.empty()))
        .isInstanceOf(ServiceException.class)
        .hasMessage("a client's certificate and its key are only of use together");
  }
}
