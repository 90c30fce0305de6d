/** Long work on one theorem: a locked statement, lemmas towards it, and a journal of every step. */
@org.jspecify.annotations.NullMarked
package lakatos.session;
