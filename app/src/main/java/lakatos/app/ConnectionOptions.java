package lakatos.app;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lakatos.service.ClientTlsOptions;
import lakatos.service.ServiceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which server to ask, and how to show it who asks. */
final class ConnectionOptions {
  static final String TOKEN = "LAKATOS_TOKEN";

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description =
          "The server that does the work; https://HOST:PORT for TLS, which is usual but for"
              + " this machine. A token is read from $LAKATOS_TOKEN.")
  private @Nullable String server;

  @Option(
      names = "--plaintext",
      description = "Without TLS; who listens can then read everything, and the token.")
  private boolean plaintext;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Who signs the server's certificate, as PEM; default: whom Java trusts.")
  private @Nullable Path ca;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Your own certificate, as PEM.")
  private @Nullable Path cert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "The key to it, as PEM.")
  private @Nullable Path key;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The token, instead of $LAKATOS_TOKEN.")
  private @Nullable Path tokenFile;

  /** Whether a server is to do the work. */
  boolean isGiven() {
    if (server == null && (plaintext || ca != null || cert != null || key != null)) {
      throw new Trouble("there is no server to connect to; name one with --server HOST:PORT");
    }
    return server != null;
  }

  /**
   * Prepares to talk to the server; the first call finds out whether it is there.
   *
   * @throws Trouble if options contradict each other, or a file cannot be used
   */
  Connection open() {
    if (server == null) {
      throw new Trouble("there is no server to connect to; name one with --server HOST:PORT");
    }
    ServerAddress address = ServerAddress.parse(server, plaintext);
    if (!address.tls() && (ca != null || cert != null || key != null)) {
      throw new Trouble(
          "--tls-ca, --tls-cert and --tls-key are for TLS; say --server https://" + address);
    }
    ChannelCredentials credentials = address.tls() ? tls() : InsecureChannelCredentials.create();
    return new Connection(address, credentials, token());
  }

  private ChannelCredentials tls() {
    try {
      return new ClientTlsOptions(
              Optional.ofNullable(ca), Optional.ofNullable(cert), Optional.ofNullable(key))
          .credentials();
    } catch (ServiceException e) {
      throw new Trouble(e.getMessage(), e);
    }
  }

  /**
   * Sees to it that nothing is asked for that a server would not hear of.
   *
   * @throws Trouble if one of {@code options} is given
   */
  static void requireNone(CommandSpec spec, List<String> options) {
    ParseResult given = spec.commandLine().getParseResult();
    for (String option : options) {
      if (given.hasMatchedOption(option)) {
        throw new Trouble(
            option + " is settled where the server is started; leave it or --server out");
      }
    }
  }

  /** Whatever it is, it is not repeated in a sentence. */
  private Optional<String> token() {
    String given = tokenFile != null ? ProveCommand.readFile(tokenFile) : System.getenv(TOKEN);
    if (given == null || given.isBlank()) {
      if (tokenFile != null) {
        throw new Trouble("there is no token in " + tokenFile);
      }
      return Optional.empty();
    }
    String token = given.strip();
    if (!token.matches("[!-~]+")) {
      throw new Trouble(
          "what "
              + (tokenFile != null ? tokenFile : TOKEN)
              + " holds is no token: it has characters other than letters, digits and signs");
    }
    return Optional.of(token);
  }
}
