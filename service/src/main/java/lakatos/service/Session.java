package lakatos.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on a connection that somebody else opens and closes. */
final class Session {
  private static final int BATCH = 1000;

  private final Connection connection;

  /** Makes a value of a row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Returns how many rows were changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Inserts a row and returns what the database put into {@code column}. */
  long insert(String column, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {column})) {
      set(statement, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** Does the same for many rows, each a list of values. */
  void updateAll(String sql, Iterable<? extends List<?>> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (List<?> row : rows) {
        set(statement, row.toArray());
        statement.addBatch();
        if (++waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      statement.executeBatch();
    }
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> list = new ArrayList<>();
        while (rows.next()) {
          list.add(reader.read(rows));
        }
        return list;
      }
    }
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    return list(sql, reader, values).stream().findFirst();
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, storable(values[i]));
    }
  }

  /** PostgreSQL has no texts with the character NUL. */
  private static @Nullable Object storable(@Nullable Object value) {
    return value instanceof String text ? text.replace('\0', '\uFFFD') : value;
  }
}
