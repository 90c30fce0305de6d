package lakatos.autoformalizer;

import java.util.List;
import java.util.stream.Stream;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.Term;

/** What a statement says, as its elaborated terms show it. */
record Claim(Anatomy anatomy) {

  /** Everything, what its definitions stand for included. */
  Content content() {
    Stream<Term> locals = anatomy.locals().stream().map(Local::term);
    return Content.of(Stream.concat(locals, Stream.of(anatomy.conclusion())).toList())
        .with(anatomy.constants(), anatomy.numerals())
        .withVariables(anatomy.variables());
  }

  /** What it concludes. */
  Content conclusion() {
    return Content.of(List.of(anatomy.conclusion())).with(anatomy.constants(), anatomy.numerals());
  }

  /** What it assumes. */
  Content assumptions() {
    return Content.of(anatomy.hypotheses().stream().map(Local::term).toList());
  }
}
