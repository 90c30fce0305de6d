package lakatos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where there is no server, or something else than one. */
final class ConnectionTest {
  private static final String TRUE = "theorem t : 1 = 1";

  @TempDir Path folder;

  /** Answers whoever connects with the same bytes, as long as it is open. */
  private static final class Peer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] answer;

    Peer(byte[] answer) throws IOException {
      this.answer = answer;
      Thread thread = new Thread(this::serve, "peer");
      thread.setDaemon(true);
      thread.start();
    }

    String address() {
      return "localhost:" + socket.getLocalPort();
    }

    private void serve() {
      while (true) {
        try (Socket client = socket.accept();
            OutputStream out = client.getOutputStream()) {
          if (client.getInputStream().read() >= 0) {
            out.write(answer);
            out.flush();
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
          }
        } catch (IOException e) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void noServer_isTroubleThatSaysWhatToDo() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String sentence =
        "no server answers at localhost:"
            + port
            + "; start one with 'lakatos serve' or check --server";
    Command.run("prove", "--server", "localhost:" + port, TRUE).isTrouble(sentence);
    Path in =
        Files.writeString(folder.resolve("in.jsonl"), "{\"id\":1,\"formal\":\"" + TRUE + "\"}");
    Command.run(
            "prove",
            "--server",
            "localhost:" + port,
            "--in",
            in.toString(),
            "--out",
            folder.resolve("out.jsonl").toString())
        .isTrouble(sentence);
  }

  @Test
  void noHost_isTroubleThatNamesIt() {
    Command.run("prove", "--server", "nowhere.invalid:1", TRUE)
        .isTrouble("there is no host nowhere.invalid; check --server");
  }

  @Test
  void anotherProgram_isTrouble() throws Exception {
    byte[] web = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Peer peer = new Peer(web)) {
      Command.run("prove", "--server", peer.address(), TRUE)
          .isTrouble("what answers at " + peer.address() + " does not speak gRPC; check --server");
      Command.run("prove", "--server", "https://" + peer.address(), TRUE)
          .isTrouble(
              "the server at "
                  + peer.address()
                  + " does not use TLS; leave https:// out and give --plaintext");
    }
  }

  @Test
  void tlsServerWithoutTls_isTroubleThatSaysHow() throws Exception {
    byte[] alert = {0x15, 3, 3, 0, 2, 2, 70};
    try (Peer peer = new Peer(alert)) {
      Command.run("prove", "--server", peer.address(), TRUE)
          .isTrouble(
              "the server at "
                  + peer.address()
                  + " uses TLS; say --server https://"
                  + peer.address());
    }
  }

  @Test
  void options_thatContradictEachOther_areTrouble() throws IOException {
    Command.run("prove", "--plaintext", TRUE)
        .isTrouble("there is no server to connect to; name one with --server HOST:PORT");
    Command.run("prove", "--server", "localhost:1", "--tls-ca", "ca.pem", TRUE)
        .isTrouble(
            "--tls-ca, --tls-cert and --tls-key are for TLS; say --server https://localhost:1");
    Command.run("prove", "--server", "localhost:1", "--workers", "2", TRUE)
        .isTrouble("--workers is settled where the server is started; leave it or --server out");
    Path draft = Files.writeString(folder.resolve("Draft.lean"), TRUE + " := sorry");
    Command.run("prove", "--server", "localhost:1", draft.toString())
        .isTrouble(
            "the gaps of a file are filled on this machine; leave --server out, or give statements");
  }

  @Test
  void tokenFile_thatHoldsNone_isTroubleAndNotRepeated() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path odd = Files.writeString(folder.resolve("odd"), "se cret\n");
    for (String sentence :
        List.of(
            "there is no token in " + empty,
            "what "
                + odd
                + " holds is no token: it has characters other than letters, digits and signs")) {
      String file = sentence.contains("empty") ? empty.toString() : odd.toString();
      Command refused = Command.run("prove", "--server", "localhost:1", "--token-file", file, TRUE);
      refused.isTrouble(sentence);
      assertThat(refused.err()).doesNotContain("cret");
    }
  }
}
