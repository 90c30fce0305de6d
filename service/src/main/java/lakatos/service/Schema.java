package lakatos.service;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import lakatos.service.StoreException.Reason;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** The tables of a store, in the version that this server knows. */
final class Schema {
  private final StoreLocation location;
  private final StoreFailures failures;

  Schema(StoreLocation location, StoreFailures failures) {
    this.location = location;
    this.failures = failures;
  }

  /**
   * Brings the tables up to date; servers that do so at the same time wait for each other.
   *
   * @throws StoreException if they are newer, or it cannot
   */
  void migrate(DataSource connections) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(connections)
            .locations("classpath:lakatos/service/db")
            .javaMigrations(new FormalizedVerdicts())
            .placeholders(Map.of("stored", location.embedded() ? "" : "stored"))
            .load();
    try {
      MigrationInfoService info = flyway.info();
      requireKnown(info);
      if (Arrays.stream(info.all()).anyMatch(step -> step.getState() == MigrationState.FAILED)) {
        flyway.repair(); // each step can be done again where it has been done in part
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  private void requireKnown(MigrationInfoService info) {
    Optional<MigrationVersion> newer =
        Arrays.stream(info.applied())
            .filter(step -> step.getState() == MigrationState.FUTURE_SUCCESS)
            .map(MigrationInfo::getVersion)
            .max(MigrationVersion::compareTo);
    if (newer.isPresent()) {
      String text =
          "the store %s has schema %s, but this server knows no later one than %s; start a newer one"
              .formatted(location.shown(), newer.get(), known(info));
      throw new StoreException(Reason.NEWER_SCHEMA, text);
    }
  }

  private static String known(MigrationInfoService info) {
    return Arrays.stream(info.all())
        .filter(step -> step.getState() != MigrationState.FUTURE_SUCCESS)
        .map(MigrationInfo::getVersion)
        .max(MigrationVersion::compareTo)
        .map(MigrationVersion::toString)
        .orElse("none");
  }

  private StoreException failure(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return failures.of(sql);
      }
    }
    String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new StoreException(
        Reason.UNUSABLE,
        "the store %s cannot be used (%s)"
            .formatted(location.shown(), location.hiddenIn(words.replaceFirst("[.!]$", ""))));
  }
}
