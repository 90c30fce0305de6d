package lakatos.service;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * The schema's second version: problems may be formalized, and these verdicts are counted, too.
 *
 * <p>It is no file of SQL since the constraint that is replaced has a name of the database's own.
 */
final class FormalizedVerdicts implements JavaMigration {
  private static final String COUNTING =
      "select c.constraint_name from information_schema.check_constraints c"
          + " join information_schema.table_constraints t"
          + " on t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name"
          + " where t.table_schema = current_schema and lower(t.table_name) = 'job'"
          + " and lower(c.check_clause) like '%cancelled%total%'";

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("2");
  }

  @Override
  public String getDescription() {
    return "formalized";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  /** Each step can be done again: not every database undoes them if one fails. */
  @Override
  public void migrate(Context context) throws SQLException {
    Session session = new Session(context.getConnection());
    for (String verdict : List.of("formalized", "doubtful")) {
      session.update(
          "alter table job add column if not exists " + verdict + " int default 0 not null");
    }
    for (String name : session.list(COUNTING, row -> row.getString(1))) {
      session.update("alter table job drop constraint \"" + name + "\"");
    }
    session.update(
        "alter table job add constraint job_counted check (queued + running + proved + refuted + open"
            + " + failed + rejected + timeout + crashed + error + formalized + doubtful + cancelled"
            + " = total)");
  }
}
