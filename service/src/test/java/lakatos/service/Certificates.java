package lakatos.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Certificates and keys of all kinds, made with Java's own tool, as PEM files in a folder. */
final class Certificates {
  private static final String PASSWORD = "secret";

  private final Path folder;

  Certificates(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    this.folder = folder;
    make("authority", "CN=authority", "-ext", "bc:c");
    make("stranger", "CN=stranger", "-ext", "bc:c");
    String names = "san=dns:localhost,ip:127.0.0.1";
    make("server", "CN=localhost", "-signer", "authority", "-ext", names);
    make("old", "CN=localhost", "-signer", "authority", "-ext", names, "-startdate", "-9d");
    make("alice", "CN=alice.example.org,O=Example", "-signer", "authority");
    make("twins", "CN=alice.example.org,CN=bob", "-signer", "authority");
    make("mallory", "CN=alice.example.org", "-signer", "stranger");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    for (String alias : List.of("authority", "server", "old", "alice", "twins", "mallory")) {
      byte[] key = store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
      write(alias + ".key", "PRIVATE KEY", key);
      write(alias + ".pem", "CERTIFICATE", store.getCertificate(alias).getEncoded());
    }
  }

  /** All live five days; the server's keys are of another kind than the others'. */
  private void make(String alias, String name, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-validity", "5"));
    command.addAll(
        alias.equals("server")
            ? List.of("-keyalg", "RSA", "-keysize", "2048")
            : List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", folder.resolve("store").toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(output)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Writes a block of PEM. */
  Path write(String file, String kind, byte[] contents) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(contents);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, text, kind));
  }

  Path certificate(String alias) {
    return folder.resolve(alias + ".pem");
  }

  Path key(String alias) {
    return folder.resolve(alias + ".key");
  }

  /** A server with this certificate, that asks for those of the authority if {@code mutual}. */
  TlsOptions server(String alias, boolean mutual) {
    Optional<Path> asked = mutual ? Optional.of(certificate("authority")) : Optional.empty();
    return new TlsOptions(certificate(alias), key(alias), asked);
  }

  /** A client that trusts the authority and shows nothing. */
  ClientTlsOptions client() {
    return new ClientTlsOptions(
        Optional.of(certificate("authority")), Optional.empty(), Optional.empty());
  }

  /** A client that trusts the authority and shows this certificate. */
  ClientTlsOptions client(String alias) {
    return new ClientTlsOptions(
        Optional.of(certificate("authority")),
        Optional.of(certificate(alias)),
        Optional.of(key(alias)));
  }
}
