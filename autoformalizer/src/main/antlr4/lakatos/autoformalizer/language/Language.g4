/* The controlled language: one grammar, with an entry for each language. */
parser grammar Language;

options {
  tokenVocab = Words;
}

import English, Chinese, Formula;

/* The answer of a problem that asks for one. */
answer : EMPTY EOF | (names (EQ | ELEMENT))? LSET? terms RSET? EOF | statement EOF ;
