/* Textbook Chinese. */
parser grammar Chinese;

chineseProblem : LABEL? chineseSentence (end chineseSentence)* end? EOF ;

chineseSentence
  : (LET | SUPPOSE) zhDeclarations # zhDeclaring
  | (LET | SUPPOSE) zhDeclarations COMMA? (zhProve | THEN COMMA?) zhStatement # zhDeclaringClaim
  | (LET | SUPPOSE) zhDeclarations COMMA zhConditionalClaim # zhDeclaringClaim
  | IF zhConditions ZH_TIME? COMMA zhProve zhStatement # zhAssumingClaim
  | zhProve zhStatement # zhClaiming
  | THEN COMMA? zhStatement # zhClaiming
  | (LET | SUPPOSE)? sequence SATISFY COLON? recursion (LPAREN recursionRange RPAREN)? # zhDefining
  | zhStatement # zhStating
  | FIND ZH_ANY? zhNoun names? (COMMA? (ZH_SO_THAT | SATISFY) zhConditions)? # zhFindAll
  | FIND zhExtreme zhNoun names? (COMMA? (ZH_SO_THAT | SATISFY) zhConditions)? # zhFindExtreme
  | FIND zhQuantity # zhEvaluate
  ;

zhConditionalClaim : IF zhConditions ZH_TIME? COMMA? THEN COMMA? zhStatement ;

zhProve : PROVE COLON? COMMA? ;

zhExtreme : ZH_SATISFYING? (ZH_SMALLEST | ZH_LARGEST) ;

zhDeclarations : zhDeclaration (COMMA? (ZH_ALSO | AND)? LET? zhDeclaration)* ;

zhDeclaration
  : zhNoun names (COMMA? (SATISFY | ZH_SO_THAT) COLON? zhConditions)? # zhDeclaredNoun
  | names (COMMA? ZH_ALL_HAVE)? ZH_IS ZH_ANY? zhNoun # zhDeclaredBe
  | names ELEMENT domain # zhDeclaredIn
  | zhClause # zhDeclaredClause
  ;

zhStatement : zhImplication (COMMA? (IFF | IFF_SIGN) zhImplication)? ;

zhImplication
  : IF zhConditions ZH_TIME? COMMA? THEN COMMA? zhStatement # zhIfThen
  | IF zhConditions ZH_TIME COMMA? zhStatement # zhIfThen
  | IF zhClause COMMA zhStatement # zhIfComma
  | zhBinding COMMA? (HAVE_WE COMMA?)? zhStatement # zhUniversal
  | zhDisjunction (COMMA? IMPLIES zhDisjunction)? (COMMA? zhBinding HOLDS?)? (COMMA? ZH_WHERE zhDeclaration)? # zhPlain
  ;

zhConditions : zhClause ((COMMA? (ZH_ALSO | AND) | COMMA) zhClause)* ;

zhBinding
  : (ZH_ALL | ZH_ANY) zhNoun? names (ELEMENT domain)? (COMMA? (SATISFY | ZH_SO_THAT) zhConditions)? # zhBoundNames
  | (ZH_ALL | ZH_ANY) zhNoun? names relation term # zhBoundBelow
  ;

zhDisjunction : zhConjunction (COMMA? (OR | EITHER) zhConjunction)* ;

zhConjunction : zhClause (COMMA? (ZH_ALSO | AND) zhClause)* ;

zhClause
  : formula # zhFormula
  | (CASE | NEGATION) zhClause # zhNegated
  | ZH_PUT (ZH_ONE)? zhListNoun ZH_REVERSED ZH_AFTERWARDS? COMMA? (ITS zhMapping | ITS? zhMapping | ZH_TOTAL) ZH_UNCHANGED # zhUnchanged
  | LPAREN zhStatement RPAREN # zhParenthesised
  | (ZH_EXIST | ZH_NOT_EXIST) zhAmount? zhNoun names? (COMMA? (ZH_SO_THAT | SATISFY) COMMA? zhConditions)? # zhThereIs
  | ZH_NOT_EXIST (ZH_LARGEST | ZH_SMALLEST) zhNoun # zhNoExtreme
  | zhNoun ZH_EXIST ZH_INFINITELY_MANY # zhInfinitelyMany
  | zhQuantity zhPredicate (COMMA? ZH_ALSO zhPredicate)* # zhPredication
  ;

zhListNoun : (zhKind ZH_DE?)? LIST ;

zhAmount : ZH_ONE | ZH_UNIQUE | ZH_INFINITELY_MANY | zhSmall ;

zhSmall : ZH_TWO | ZH_THREE | ZH_FOUR | ZH_FIVE ;

/* Things that are spoken of: what is made of them stands after them. */

zhQuantity : zhUnit (zhSeparator zhUnit)* zhAfter* ;

zhSeparator : PAUSE | ZH_AND ;

zhUnit : zhBase (ZH_DE zhMapping)* ;

zhBase
  : term (COMMA term)* # zhTerm
  | (ZH_ANY | ZH_ALL)? (ZH_ONE | zhSmall)? zhNoun names? # zhDescribed
  | ITS zhMapping # zhPossessed
  | ZH_IT # zhReferring
  | ZH_THEY # zhReferringAll
  | ZH_CONSECUTIVE zhSmall zhNoun # zhNeighbours
  ;

zhAfter : zhFold | ZH_DE zhMapping | (ZH_DIVIDED_BY zhUnit | ZH_PASSIVE zhUnit ZH_DIVIDED) ZH_REMAINDER_OF ;

zhFold
  : ZH_SUM | ZH_PRODUCT | ZH_DIFFERENCE | ZH_SQUARE_SUM | ZH_DE (ZH_GCD | ZH_LCM) | ZH_GCD | ZH_LCM
  ;

zhMapping : ZH_SQUARE | ZH_CUBE | ZH_ABSOLUTE | ZH_LAST_DIGIT | ZH_LENGTH ;

zhNoun : zhRelative* zhModifier* zhKind ;

zhRelative : (SATISFY zhConditions | zhPredicate) ZH_DE ;

zhModifier
  : ZH_CONSECUTIVE | ZH_DISTINCT | ZH_POSITIVE | ZH_NONNEGATIVE | ZH_NEGATIVE | ZH_EVEN | ZH_ODD | NONZERO | PRIME_ZH
  ;

zhKind
  : NATURAL_NUMBER | INTEGER | RATIONAL_NUMBER | REAL_NUMBER | POSITIVE_INTEGER_ZH
  | NONNEGATIVE_INTEGER_ZH | EVEN_NUMBER_ZH | ODD_NUMBER_ZH | PRIME_ZH | COMPOSITE_ZH | PERFECT_SQUARE
  | PERFECT_CUBE | ZH_NUMBER | POSITIVE_ZH | NEGATIVE_ZH | NONNEGATIVE_ZH
  ;

/* What is said of them. */

zhPredicate
  : (ZH_ALL_HAVE? ZH_IS | ZH_IS_NOT) zhComplement # zhBeing
  | (ZH_BY | ZH_NOT_BY) zhQuantity (OR zhQuantity)* DIVIDES # zhDivisible
  | (DIVIDES | ZH_NOT_DIVIDE) zhQuantity # zhDividing
  | (ZH_DIVIDED_BY zhQuantity | ZH_PASSIVE zhQuantity ZH_DIVIDED) COMMA? ZH_REMAINDER zhValues # zhLeaving
  | (ZH_GREATER | ZH_LESS | ZH_AT_LEAST | ZH_AT_MOST) zhQuantity # zhCompared
  | (ZH_ALL_HAVE? (ZH_COPRIME | ZH_EQUAL | ZH_DISTINCT)) # zhTogether
  | ZH_MODULO term ZH_CONGRUENT # zhCongruent
  | SATISFY zhConditions # zhSatisfying
  ;

zhValues : term ((PAUSE | COMMA) term)* (COMMA? OR term)* ;

zhComplement
  : zhQuantity ZH_DE (MULTIPLE | DIVISOR) # zhMultiple
  | zhNoun # zhNounComplement
  | zhQuantity (COMMA? OR zhQuantity)* # zhValueComplement
  ;
