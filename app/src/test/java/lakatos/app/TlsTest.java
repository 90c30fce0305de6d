package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of certificates. The server proves nothing: it is healthy, and that is all. */
final class TlsTest {
  private static final String PASSWORD = "secret";

  @TempDir static Path folder;
  private @Nullable Server server;

  /** One that signs itself, for this machine's name and not for its address. */
  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("store");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "it",
                    "-dname",
                    "CN=localhost",
                    "-keyalg",
                    "EC",
                    "-ext",
                    "san=dns:localhost",
                    "-ext",
                    "bc:c",
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    writePem(store);
  }

  private static void writePem(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    write("it.key", "PRIVATE KEY", keys.getKey("it", PASSWORD.toCharArray()).getEncoded());
    write("it.pem", "CERTIFICATE", keys.getCertificate("it").getEncoded());
  }

  private static void write(String name, String kind, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private int serve(ClientAuth clients) throws IOException {
    ServerCredentials credentials =
        TlsServerCredentials.newBuilder()
            .keyManager(folder.resolve("it.pem").toFile(), folder.resolve("it.key").toFile())
            .trustManager(folder.resolve("it.pem").toFile())
            .clientAuth(clients)
            .build();
    HealthStatusManager health = new HealthStatusManager();
    Server started =
        Grpc.newServerBuilderForPort(0, credentials)
            .addService(health.getHealthService())
            .build()
            .start();
    server = started;
    return started.getPort();
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.shutdownNow();
    }
  }

  private static Command list(String where, String... more) {
    List<String> arguments = new ArrayList<>(List.of("batch", "list", "--server", where));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  /** There are no jobs at such a server, but whoever hears that has reached it. */
  private static void isReached(Command command) {
    assertThat(command.err()).contains("cannot do this").contains("older than this client");
    assertThat(command.code()).isEqualTo(Exit.TROUBLE);
  }

  @Test
  void server_withACertificateOfTheNamedAuthority_isReached() throws IOException {
    int port = serve(ClientAuth.NONE);
    isReached(list("https://localhost:" + port, "--tls-ca", file("it.pem")));
  }

  @Test
  void server_whoseCertificateNobodyVouchesFor_isNotTrusted() throws IOException {
    int port = serve(ClientAuth.NONE);
    list("https://localhost:" + port)
        .isTrouble(
            "the certificate of the server at localhost:"
                + port
                + " is not to be trusted; name who signed it with --tls-ca");
  }

  @Test
  void server_withACertificateForAnotherName_isNotTrusted() throws IOException {
    int port = serve(ClientAuth.NONE);
    list("https://127.0.0.1:" + port, "--tls-ca", file("it.pem"))
        .isTrouble(
            "the certificate of the server at 127.0.0.1:"
                + port
                + " is for another host; check --server");
  }

  @Test
  void server_thatUsesTls_isNotReachedWithoutIt() throws IOException {
    int port = serve(ClientAuth.NONE);
    Command refused = list("localhost:" + port);
    assertThat(refused.err()).contains("uses TLS", "say --server https://localhost:" + port);
    assertThat(refused.code()).isEqualTo(Exit.TROUBLE);
  }

  @Test
  void server_thatWantsACertificate_isReachedWithOne() throws IOException {
    int port = serve(ClientAuth.REQUIRE);
    String where = "https://localhost:" + port;
    list(where, "--tls-ca", file("it.pem"))
        .isTrouble(
            "the server at localhost:"
                + port
                + " wants to see another client certificate; give --tls-cert and --tls-key");
    isReached(
        list(
            where,
            "--tls-ca",
            file("it.pem"),
            "--tls-cert",
            file("it.pem"),
            "--tls-key",
            file("it.key")));
  }
}
