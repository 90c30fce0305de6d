package lakatos.autoformalizer;

import java.util.List;

/** Looks at one side of a statement. It says only what it has seen, and may see nothing. */
interface Probe {
  List<Finding> look(Specimen specimen);
}
