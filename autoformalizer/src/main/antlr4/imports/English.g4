/* Textbook English. */
parser grammar English;

englishProblem : LABEL? englishSentence (end englishSentence)* end? EOF ;

end : STOP | QUESTION | SEMICOLON ;

englishSentence
  : (LET | GIVEN | SUPPOSE THAT?) declarations # declaring
  | (SUPPOSE THAT? | GIVEN THAT) statement # assuming
  | (LET | GIVEN | FOR every? | SUPPOSE THAT?) declarations COMMA prove statement # declaringClaim
  | (GIVEN THAT | IF | SUPPOSE THAT?) statement COMMA (THEN COMMA?)? prove statement # assumingClaim
  | prove statement # claiming
  | THEN COMMA? HAVE_WE? statement # claiming
  | (LET | DEFINE | GIVEN | SUPPOSE THAT?) (sequence BE? (A | THE)?)? recursion # defining
  | (LET | SUPPOSE THAT?)? (A | THE)? sequence (BE (A | THE) SEQUENCE)? (SATISFY | WITH | SUCH_THAT | IS? DEFINE)? COLON? recursion # defining
  | (FOR THE? FIBONACCI COMMA | THE? FIBONACCI SATISFY) statement # fibonacciClaim
  | LET FUNCTOR (arguments | subscript) BE THE NTH FIBONACCI # fibonacciNaming
  | statement # stating
  | (FIND | SOLVE) (ALL THE? | THE) noun names? restriction* # findAll
  | FIND ALL names (ELEMENT domain)? restriction+ # findAllNames
  | (FIND | WHAT IS) THE? extreme noun names? restriction+ # findExtreme
  | (FIND | WHAT IS) quantity # evaluate
  ;

prove : PROVE THAT? COLON? ;

extreme : SMALLEST | LARGEST ;

declarations : declaration ((COMMA AND? | AND) LET? declaration)* ;

declaration
  : names (BE | ARE | IS) article? noun restriction* # declaredBe
  | article? noun names restriction* # declaredNoun
  | names ELEMENT domain restriction* # declaredIn
  | functors (BE | ARE | IS) article? functionNoun restriction* # declaredFunction
  | functors COLON space ARROW space (BE (article? functionNoun | functionTrait))? restriction* # declaredArrow
  | formula # declaredFormula
  ;

sequence : SEQUENCE sequenceName? | sequenceName ;

sequenceName
  : (LPAREN | LSET | LBRACE) FUNCTOR subscript (RPAREN | RSET | RBRACE)
  | FUNCTOR subscript?
  ;

recursion : equation (separator equation)* (COMMA? FOR (ALL | EVERY | EACH | ANY)? recursionRange)? ;

recursionRange : (noun | zhNoun)? name (relation term | ELEMENT domain)? ;

equation : value EQ term ;

value : FUNCTOR subscript | FUNCTOR arguments ;

functors : FUNCTOR (separator FUNCTOR)* ;

article : A | AN | ANY | SOME | THE | small ;

small : TWO | THREE | FOUR | FIVE | SIX | SEVEN | EIGHT | NINE | TEN ;

/* Statements, from the loosest connective to the tightest. */

statement : implication (COMMA? (IFF | IFF_SIGN) implication)? ;

implication : conditional (COMMA? (IMPLIES | IMPLIES_SIGN | ARROW) implication)? ;

conditional
  : IF statement COMMA? THEN COMMA? HAVE_WE? statement # ifThen
  | IF statement COMMA statement # ifThen
  | IF amountOf OBJECT PLACED_IN amountOf CONTAINER COMMA? THEN? (SOME | THERE IS (A | SOME)) CONTAINER CONTAINING_TWO OBJECT # pigeonhole
  | IF clause (COMMA clause)+ (COMMA? AND clause)? COMMA? THEN COMMA? statement # ifListThen
  | quantification (COMMA | COLON)? (HAVE_WE COMMA?)? statement # universal
  | disjunction suffix* # plain
  ;

amountOf : numberWord | term ;

suffix
  : COMMA? (IF | WHENEVER) disjunction # conditionAfter
  | COMMA? UNLESS disjunction # exceptionAfter
  | COMMA? quantification # universalAfter
  | COMMA? FOR (SOME | A | AN) binding # existentialAfter
  | LPAREN (WITH | WHERE | FOR)? aside (separator aside)* RPAREN # asideAfter
  | COMMA? WHERE aside (separator aside)* # asideAfter
  ;

aside
  : names ELEMENT domain # asideIn
  | names (IS | ARE) article? noun restriction* # asideBe
  | formula # asideFormula
  ;

quantification : (FOR every? | FORALL) binding (COMMA? AND FOR? every? binding)* ;

every : ALL | EVERY | EACH | ANY ;

binding
  : small? noun? names (ELEMENT domain)? restriction* # boundNames
  | small? noun? names relation term restriction* # boundBelow
  | noun? term relation name relation term # boundBetween
  | article? functionNoun functors restriction* # boundFunction
  | (article? functionNoun)? functors COLON space ARROW space restriction* # boundArrow
  | RELATION FUNCTOR relationSpace? # boundRelation
  ;

relationSpace : SUBSET name TIMES name | ON name ;

disjunction
  : EITHER conjunction COMMA? OR conjunction
  | conjunction (COMMA? (OR | VEE) conjunction)*
  ;

/* The list comes last, so that one behind "such that" belongs to what stands there. */
conjunction
  : BOTH? clause (COMMA? (AND | WEDGE | BUT) clause)*
  | BOTH? clause (COMMA clause)+ COMMA? AND clause
  ;

clause
  : formula # formulaClause
  | (NEGATION | NOT | CASE) clause # negated
  | LPAREN statement RPAREN # parenthesised
  | (FORALL | EXISTS) binding (COMMA | COLON | SUCH_THAT)? clause # signedQuantifier
  | AMONG ANY term DISTINCT? (NUMBER_NOUN | INTEGER | NATURAL_NUMBER | POSITIVE INTEGER) CHOSEN_FROM range (LPAREN formula RPAREN)? COMMA? there TWO restriction+ # drawn
  | (AMONG | BETWEEN) quantities COMMA? there existed # situated
  | there existed # thereIs
  | THE ONLY noun names? restriction* (IS | ARE) solutions # onlyThese
  | THE? noun names? restriction* ARE EXACTLY solutions # onlyThese
  | bitArithmetic COMMA? quantity (IS | EQUALS | LEAVE) quantity # wrapped
  | bitArithmetic COMMA? ADDING quantity TO quantity LEAVE quantity # wrappedSum
  | SQRT group IS IRRATIONAL # irrational
  | REVERSING nounPhrase DOES NOT CHANGE ITS mapping # unchanged
  | subject predicate (COMMA? (AND | OR) predicate)* # predication

  | ATOM (HOLDS)? # atomic
  | FUNCTOR arguments # holding
  ;

bitArithmetic : BIT_ARITHMETIC ;

there : THERE (IS | ARE | EXIST) ;

range : LSET range RSET | LBRACE range RBRACE | term COMMA term COMMA (term COMMA)* DOTS COMMA term | NUMBER TO term ;

solutions : formula | quantities ;

existed
  : NO extreme noun # noExtreme
  | (SOME | A | AN | NO)? functionNoun functors? (COLON space ARROW space)? restriction* # someFunction
  | amount? noun names? (ELEMENT domain)? restriction* # someNoun
  | amount? names (ELEMENT domain)? restriction+ # someNames
  | amount? PAIR (OF noun)? LPAREN names RPAREN restriction+ # somePair
  | TWO restriction+ # twoAmong
  ;

amount : A | AN | SOME | NO | ANOTHER | EXACTLY_ONE | INFINITELY_MANY | small ;

/* Things that are spoken of. */

subject : choice ;

choice
  : (EITHER | NEITHER)? quantity ((COMMA quantity)* COMMA? (OR | NOR) quantity) # anyOf
  | BOTH? quantities # allOf
  | portion quantities # portionOf
  ;

portion : SOME_OF | EXACTLY_ONE_OF | NONE_OF | EACH_OF ;

quantities : quantity ((COMMA quantity)* COMMA? AND quantity)? ;

quantity
  : term # termQuantity
  | (THE | A)? fold OF (quantities | quantity ITSELF) # folded
  | (THE | A)? mapping OF quantities # mapped
  | numberWord # numberWordQuantity
  | (ITS | THEIR) (fold | mapping) # possessed
  | pronoun # referring
  | quantity (TIMES_WORD | PLUS_WORD | MINUS_WORD | RAISED_TO) quantity # operated
  | quantity (SQUARED | CUBED | FACTORIAL) # suffixed
  | (TWICE | THRICE) quantity # multiplied
  | THE? REMAINDER OF quantity WHEN_DIVIDED_BY quantity # remainderOf
  | THE? REMAINDER WHENEVER quantity DIVIDED_BY quantity # remainderOf
  | THE? SUM OF THE FIRST term noun # sumOfFirst
  | THE NUMBER_NOUN term # theNumber
  | nounPhrase # described
  ;

numberWord : ZERO_WORD | ONE | TWO | THREE | FOUR | FIVE | SIX | SEVEN | EIGHT | NINE | TEN ;

pronoun
  : IT ALWAYS?
  | (THEY | THEM) ALWAYS?
  | (THE | THESE) small? (NUMBER_NOUN | INTEGER | NATURAL_NUMBER) ALWAYS?
  ;

fold
  : SUM | PRODUCT | DIFFERENCE | QUOTIENT | AVERAGE | GREATEST_COMMON_DIVISOR | LEAST_COMMON_MULTIPLE
  | LARGEST | SMALLEST | GCD | LCM | CONCATENATION | COMPOSITION | EXCLUSIVE_OR
  | CONJUNCTION | DISJUNCTION
  ;

mapping
  : SQUARE | CUBE | ABSOLUTE_VALUE | DIGIT | SUCCESSOR | NEGATIVE_OF | RECIPROCAL | LENGTH
  | REVERSAL | FACTORIAL | HALF | SUM | NEGATION_WORD
  ;

nounPhrase : determiner? noun names? restriction* ;

determiner
  : A | AN | (ANY | EVERY | ALL | EACH | SOME | THE)? small | every | SOME | NO | THE
  ;

noun : modifier* kind ;

modifier
  : EVEN | ODD | PRIME | COMPOSITE | POSITIVE | NEGATIVE | NONNEGATIVE | NONZERO | CONSECUTIVE
  | DISTINCT | NONEMPTY
  ;

kind
  : (NATURAL_NUMBER | INTEGER | RATIONAL_NUMBER | REAL_NUMBER | NUMBER_NOUN | BOOLEAN | PROPOSITION | THING) # sortKind
  | (PRIME_NUMBER | PRIME | COMPOSITE_NUMBER) # primeKind
  | (PERFECT_SQUARE | PERFECT_CUBE | SQUARE | CUBE) # powerKind
  | (MULTIPLE | DIVISOR) OF choice # multipleKind
  | LIST (OF noun)? # listKind
  | ENTRY (OF | IN) quantity # entryKind
  | functionNoun # functionKind
  ;

functionNoun
  : functionTrait* FUNCTION (FROM space TO space | (ON | OVER) space)?
  | (INJECTION | SURJECTION | BIJECTION) (FROM space (TO | ONTO) space | ON space)?
  ;

functionTrait : INJECTIVE | SURJECTIVE | BIJECTIVE ;

space
  : domain
  | THE? SET? (OF ALL?)? (NATURAL_NUMBER | INTEGER | RATIONAL_NUMBER)
  | name
  | (A | ANY | THE | ITSELF)? (TYPE | SET) name?
  | (ITS | THE)? POWER_SET
  ;

restriction
  : COMMA? (SUCH_THAT | WITH | WHERE | SATISFY) disjunction (COMMA? quantification)? # suchThat
  | WITH (fold | mapping) (EQUAL TO)? quantity # withValue
  | WHOSE (fold | mapping) predicate # whose
  | (THAT | WHICH) predicate (COMMA? AND predicate)* # thatIs
  | adjectival # adjectivally
  ;

/* What is said of them. */

predicate
  : (IS | ARE | CAN_BE | BE) polarity? BOTH? complement (complementLink complement)* # copular
  | CANNOT complement # cannot
  | (DIVIDES | DOES NOT DIVIDES) (choice | OTHER) # dividing
  | NEVER? (LEAVE | HAS | DOES NOT LEAVE) (THE | A)? REMAINDER choice WHEN_DIVIDED_BY quantity # leaving
  | HAS NO_REPETITION # unrepeated
  | HAS SAME (fold | mapping) # sharing
  | HAS (A | THE)? (fold | mapping) EQUAL TO quantity # valued
  | (EQUALS | EXCEEDS) choice # comparing
  | SATISFY disjunction (COMMA? quantification)? # satisfying
  | LIES betweenness # lying
  ;

complementLink : COMMA? (AND | OR) | COMMA? (BUT | AND) NOT | COMMA? BUT ;

polarity : NOT | NEVER | ALWAYS ;

complement
  : adjectival # adjectivalComplement
  | trait (OR trait)? # traitComplement
  | (NEITHER trait NOR trait | EITHER trait OR trait) # traitChoice
  | choice # choiceComplement
  ;

trait
  : EVEN | ODD | PRIME | COMPOSITE | POSITIVE | NEGATIVE | NONNEGATIVE | NONZERO | ZERO_WORD
  | DISTINCT | EQUAL | COPRIME | INJECTIVE | SURJECTIVE | BIJECTIVE | EMPTY_WORD | NONEMPTY
  | TRUE | FALSE
  ;

adjectival
  : DIVISIBLE BY choice # divisibleBy
  | CONGRUENT TO choice (MODULO term | modulus) # congruentTo
  | COPRIME TO quantity # coprimeTo
  | EQUAL TO choice # equalTo
  | STRICTLY? (GREATER | LESS) THAN (OR EQUAL TO)? choice # comparedTo
  | (AT_LEAST | AT_MOST) choice # boundedBy
  | betweenness # betweenComplement
  | OF_THE_FORM choice # ofTheForm
  | LEAVE (THE | A)? REMAINDER choice WHEN_DIVIDED_BY quantity # leavingRemainder
  ;

betweenness : STRICTLY? BETWEEN (quantity AND quantity | THEM) INCLUSIVE? ;
