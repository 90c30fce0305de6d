package lakatos.service;

import com.zaxxer.hikari.HikariConfig;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a store is.
 *
 * @param url of JDBC; may hold a password
 * @param shown what people may read of it
 * @param embedded whether it is a file that this process has for itself, not a server
 * @param secrets what must not be shown
 */
record StoreLocation(String url, String shown, boolean embedded, List<String> secrets) {
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   *
   *
   * <ul>
   *   <li>An interrupt closes an ordinary channel, and H2 with it, but not an asynchronous one.
   *   <li>With no delay a commit returns when its data is with the operating system.
   *   <li>What is outdated may be overwritten soon, since every commit is forced to disk.
   *   <li>The process decides when to close, not a shutdown hook or the last connection.
   * </ul>
   */
  private static final String H2 =
      "jdbc:h2:async:%s;WRITE_DELAY=0;RETENTION_TIME=5000;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1"
          + ";TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=10000";

  private static final Pattern SECRET =
      Pattern.compile("[?&][^=&]*password=([^&]+)|//([^/@?]+)@", Pattern.CASE_INSENSITIVE);

  StoreLocation {
    secrets = List.copyOf(secrets);
  }

  /**
   * Reads what an operator wrote.
   *
   * @param text {@code jdbc:postgresql://…}, or the path of a file less its ending
   * @throws StoreException {@code UNUSABLE} if it is neither
   */
  static StoreLocation of(String text) {
    if (text.startsWith(POSTGRESQL)) {
      String shown = text.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
      return new StoreLocation(text, shown, false, secretsIn(text));
    }
    if (text.startsWith("jdbc:") || text.isBlank() || text.contains(";")) {
      throw unusable(text.replaceFirst("[:;?].*", ""));
    }
    try {
      Path file = Path.of(text).toAbsolutePath();
      return new StoreLocation(H2.formatted(file), file + ".mv.db", true, List.of());
    } catch (InvalidPathException e) {
      throw unusable(text);
    }
  }

  private static StoreException unusable(String text) {
    return new StoreException(
        StoreException.Reason.UNUSABLE,
        "the store must be a file or jdbc:postgresql://HOST/DATABASE: " + text);
  }

  private static List<String> secretsIn(String url) {
    List<String> secrets = new ArrayList<>();
    Matcher found = SECRET.matcher(url);
    while (found.find()) {
      String secret = found.group(1) != null ? found.group(1) : found.group(2);
      secrets.add(secret);
      secrets.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
    }
    return secrets;
  }

  /** The file of an embedded store. */
  Optional<Path> file() {
    return embedded ? Optional.of(Path.of(shown)) : Optional.empty();
  }

  /** Returns the text without what must not be shown. */
  String hiddenIn(String text) {
    String hidden = text;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, "…");
    }
    return hidden;
  }

  /** Returns how to connect; what the URL says itself goes before. */
  HikariConfig pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(10_000);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (embedded) {
      config.setUsername("sa");
      config.setPassword("");
      config.setMaxLifetime(0);
      return config;
    }
    config.addDataSourceProperty("ApplicationName", "lakatos");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // a server that hangs in a transaction must not keep the others from the job for ever
    config.setConnectionInitSql(
        "set lock_timeout = '30s'; set idle_in_transaction_session_timeout = '30s'");
    return config;
  }
}
