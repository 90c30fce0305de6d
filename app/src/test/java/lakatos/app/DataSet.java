package lakatos.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** Parquet files for a test. */
final class DataSet {
  private DataSet() {}

  /**
   * Writes the rows of a query.
   *
   * @param how options of the file, such as {@code compression zstd}
   */
  static Path write(Path file, String query, String... how) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      String options = String.join("", Arrays.stream(how).map(o -> ", " + o).toList());
      statement.execute("copy (" + query + ") to '" + file + "' (format parquet" + options + ")");
    }
    return file;
  }
}
