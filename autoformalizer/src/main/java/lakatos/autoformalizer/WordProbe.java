package lakatos.autoformalizer;

import java.util.List;

/** Compares one side of what the words say with a statement. Needs no Lean. */
interface WordProbe {
  List<Finding> compare(Wording wording, Claim claim);
}
