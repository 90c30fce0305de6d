package lakatos.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Problems in files, one format each. */
interface ProblemFiles {
  /** What is read, in order. */
  List<Path> files();

  /**
   * Hands over what stands at each place, in order, from the beginning, and keeps none of it.
   *
   * @throws Trouble if a file cannot be read
   */
  void read(Consumer<Entry> each);
}
