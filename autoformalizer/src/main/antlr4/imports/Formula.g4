/* Terms and formulas, in LaTeX, Unicode or plain signs: the part that every language shares. */
parser grammar Formula;

formula
  : term (relation term)+ # chain
  | bar setOf bar EQ term # cardinality
  | (MAX | MIN) UNDER LBRACE name ELEMENT domain RBRACE product EQ term # extremum
  | term (equivalent term)+ modulus # congruence
  | term EQUIV residue ((COMMA residue)* COMMA? OR residue) modulus # residues
  ;

setOf : LSET name ELEMENT domain (COLON | BAR | MID) formula (separator formula)* RSET ;

equivalent : EQUIV | NOT_EQUIV ;

residue : term ;

relation : EQ | NE | LE | GE | LT | GT | MID | BAR | NOT_MID ;

modulus
  : LPAREN MOD term RPAREN
  | PMOD group
  | COMMA? MOD term
  | LBRACKET MOD term RBRACKET
  ;

domain
  : (NATURALS | INTEGERS | RATIONALS | REALS) domainMark?
  ;

domainMark
  : CARET (PLUS | TIMES | LBRACE (PLUS | TIMES) RBRACE)
  | UNDER (PLUS | LBRACE (PLUS | GT NUMBER | GE NUMBER) RBRACE)
  ;

terms : term (separator term)* ;

separator : COMMA | PAUSE | COMMA? AND | ZH_AND ;

term : MINUS? addend (addition addend)* ;

addend : product | DOTS ;

addition : PLUS | MINUS ;

product : power (multiplication multiplicand)* ;

multiplicand : power | DOTS ;

multiplication : TIMES | SLASH | JUXTA | MOD ;

power
  : postfix SUPERSCRIPT
  | postfix (CARET exponent)?
  ;

exponent : MINUS? power ;

postfix : primary BANG? ;

primary
  : NUMBER # numeral
  | DECIMAL # decimal
  | FUNCTOR arguments # application
  | FUNCTOR subscript # indexed
  | FUNCTOR COMPOSE FUNCTOR # composed
  | FUNCTOR # functionName
  | name # named
  | (LENGTH | REVERSAL | SUM | FIB | CONCATENATION | EXCLUSIVE_OR | CONJUNCTION | DISJUNCTION | NEGATION_WORD) LPAREN term (COMMA term)* RPAREN # called
  | LPAREN term RPAREN # bracketed
  | LBRACKET term RBRACKET # bracketed
  | braces # grouped
  | FRAC group group # fraction
  | SQRT group # root
  | BINOM group group # binomial
  | LFLOOR term RFLOOR # floor
  | LCEIL term RCEIL # ceiling
  | bar term bar # absolute
  | ABS LPAREN term RPAREN # absolute
  | (GCD | LCM | MAX | MIN) (LPAREN terms RPAREN | LBRACE terms RBRACE | LSET terms RSET) # multary
  | (BIG_SUM | BIG_PRODUCT) seriesRange power (multiplication power)* # series
  ;

seriesRange
  : UNDER LBRACE name EQ term RBRACE CARET seriesEnd
  | CARET seriesEnd UNDER LBRACE name EQ term RBRACE
  ;

seriesEnd : group ;

bar : BAR | OPEN_BAR | CLOSE_BAR ;

arguments : LPAREN term (COMMA term)* RPAREN ;

group : braces | NUMBER | name ;

braces : LBRACE term RBRACE ;

name : letter subscript? ;

subscript
  : UNDER (NUMBER | letter | LBRACE term RBRACE)
  | SUBSCRIPT
  ;

letter : LETTER | A | GREEK | ATOM ;

names : name (separator name)* ;
