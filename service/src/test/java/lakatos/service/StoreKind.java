package lakatos.service;

import java.nio.file.Path;
import java.util.UUID;

/** The databases that a store can be in. */
enum StoreKind {
  FILE {
    @Override
    String fresh(Path folder) {
      return folder.resolve(UUID.randomUUID().toString()).toString();
    }
  },
  POSTGRESQL {
    @Override
    String fresh(Path folder) {
      return SharedPostgres.freshDatabase();
    }
  };

  /** Returns where a store can be opened that is empty. */
  abstract String fresh(Path folder);
}
