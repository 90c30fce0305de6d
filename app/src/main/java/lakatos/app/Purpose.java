package lakatos.app;

/** What is to be done with problems, and so what is read of them. */
enum Purpose {
  /** Statements are proved. */
  PROVE,
  /** Candidates are judged. */
  VERIFY,
  /** Statements are made of words. */
  FORMALIZE
}
