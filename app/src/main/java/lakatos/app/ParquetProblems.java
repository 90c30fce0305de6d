package lakatos.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Problems that are rows of Parquet files, as data sets are published. */
final class ParquetProblems implements ProblemFiles {
  private static final String TABLE = " from read_parquet(?, binary_as_string = true)";

  private final List<Path> files;
  private final Map<Columns.Part, String> named;
  private final Purpose purpose;

  /** The last two as in {@link Columns#choose}. */
  ParquetProblems(List<Path> files, Map<Columns.Part, String> named, Purpose purpose) {
    this.files = List.copyOf(files);
    this.named = named;
    this.purpose = purpose;
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public void read(Consumer<Entry> each) {
    try (Connection database = open()) {
      for (Path file : files) {
        read(database, file, each);
      }
    } catch (SQLException e) {
      throw new Trouble("the Parquet reader does not start: " + firstLine(e), e);
    }
  }

  /** A database with nothing in it; rows are read as they are asked for, one thread, no network. */
  private static Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", "1");
    settings.setProperty("memory_limit", "1GB");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    return DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  private void read(Connection database, Path file, Consumer<Entry> each) {
    try {
      Columns columns = Columns.choose(columns(database, file), named, purpose);
      List<String> names = columns.names();
      String select =
          names.stream()
              .map(name -> "cast(" + quoted(name) + " as varchar)")
              .collect(Collectors.joining(", "));
      try (PreparedStatement query = database.prepareStatement("select " + select + TABLE)) {
        query.setString(1, pattern(file));
        try (ResultSet rows = query.executeQuery()) {
          for (int number = 1; rows.next(); number++) {
            each.accept(entry(file, number, columns, values(rows, names)));
          }
        }
      }
    } catch (SQLException e) {
      throw new Trouble("cannot read " + file + " as Parquet: " + firstLine(e), e);
    } catch (IllegalArgumentException e) {
      throw new Trouble(file + ": " + e.getMessage(), e);
    }
  }

  /** Those that hold one value a row. */
  private static List<String> columns(Connection database, Path file) throws SQLException {
    try (PreparedStatement query = database.prepareStatement("select *" + TABLE + " limit 0")) {
      query.setString(1, pattern(file));
      try (ResultSet none = query.executeQuery()) {
        ResultSetMetaData meta = none.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          String type = meta.getColumnTypeName(i);
          if (!type.endsWith("]") && !type.startsWith("STRUCT") && !type.startsWith("MAP")) {
            names.add(meta.getColumnName(i));
          }
        }
        return names;
      }
    }
  }

  private static Map<String, Optional<String>> values(ResultSet row, List<String> names)
      throws SQLException {
    Map<String, Optional<String>> values = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), Optional.ofNullable(row.getString(i + 1)));
    }
    return values;
  }

  private static Entry entry(
      Path file, int number, Columns columns, Map<String, Optional<String>> values) {
    String place = file + " row " + number;
    Function<String, Optional<String>> row = name -> values.getOrDefault(name, Optional.empty());
    String name = String.valueOf(file.getFileName()).replaceAll("\\.parquet$", "");
    try {
      return Entry.of(place, columns.problem(row, name + "-" + number));
    } catch (IllegalArgumentException e) {
      return Entry.faulty(place, String.valueOf(e.getMessage()));
    }
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** DuckDB takes a path for a pattern; a character in brackets is only itself. */
  private static String pattern(Path file) {
    return file.toString().replaceAll("[\\[*?]", "[$0]");
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
