/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* PCRE2 and ECMA-262 agree on most of the notation. The rest is rewritten: the classes \d \w \s, which are
 * ASCII here and Unicode there; \u escapes; names of properties; "$", which stands at the very end only; and what
 * PCRE2 would take for one of its own extensions is refused. */

#include "forms/pattern.h"

#include <string.h>
#include "base/error.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A match that needs more steps than this will not end in a time that a person waits for. */
#define BOUNDS "(*LIMIT_MATCH=2000000)(*LIMIT_DEPTH=20000)(*LIMIT_HEAP=20000)"
#define MAX_PATTERN (64 * 1024)

#define NAME "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
#define WORD "A-Za-z0-9_"
#define SPACE "\\t\\n\\x0b\\f\\r \\x{a0}\\x{feff}\\x{2028}\\x{2029}\\p{Zs}"
#define NOT_LINE_END "[^\\n\\r\\x{2028}\\x{2029}]"
#define AT_WORD "(?:(?<=[" WORD "])(?![" WORD "])|(?<![" WORD "])(?=[" WORD "]))"
#define NOT_AT_WORD "(?:(?<=[" WORD "])(?=[" WORD "])|(?<![" WORD "])(?![" WORD "]))"

typedef struct
{
  const char *at;
  GString *out;
  gboolean in_class;
  const char *wrong;
} Translator;

static gboolean
refuse (Translator *translator, const char *why)
{
  if (translator->wrong == NULL)
    translator->wrong = why;
  return FALSE;
}

/* Names of general categories that PCRE2 knows by their short form only. */
static const char *
short_category (const char *name)
{
  static const char *const names[][2] = {
    { "Letter", "L" }, { "Cased_Letter", "L&" }, { "LC", "L&" }, { "Uppercase_Letter", "Lu" },
    { "Lowercase_Letter", "Ll" }, { "Titlecase_Letter", "Lt" }, { "Modifier_Letter", "Lm" }, { "Other_Letter", "Lo" },
    { "Mark", "M" }, { "Combining_Mark", "M" }, { "Nonspacing_Mark", "Mn" }, { "Spacing_Mark", "Mc" },
    { "Enclosing_Mark", "Me" }, { "Number", "N" }, { "Decimal_Number", "Nd" }, { "digit", "Nd" },
    { "Letter_Number", "Nl" }, { "Other_Number", "No" }, { "Punctuation", "P" }, { "punct", "P" },
    { "Connector_Punctuation", "Pc" }, { "Dash_Punctuation", "Pd" }, { "Open_Punctuation", "Ps" },
    { "Close_Punctuation", "Pe" }, { "Initial_Punctuation", "Pi" }, { "Final_Punctuation", "Pf" },
    { "Other_Punctuation", "Po" }, { "Symbol", "S" }, { "Math_Symbol", "Sm" }, { "Currency_Symbol", "Sc" },
    { "Modifier_Symbol", "Sk" }, { "Other_Symbol", "So" }, { "Separator", "Z" }, { "Space_Separator", "Zs" },
    { "Line_Separator", "Zl" }, { "Paragraph_Separator", "Zp" }, { "Other", "C" }, { "Control", "Cc" },
    { "cntrl", "Cc" }, { "Format", "Cf" }, { "Surrogate", "Cs" }, { "Private_Use", "Co" }, { "Unassigned", "Cn" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], name))
      return names[i][1];
  return name;
}

/* \p{Letter}, \p{Lu}, \p{Script=Han}, \p{gc=L} */
static gboolean
translate_property (Translator *translator, char letter)
{
  const char *end = *translator->at == '{' ? strchr (translator->at, '}') : NULL;
  g_autofree char *name = end != NULL ? g_strndup (translator->at + 1, end - translator->at - 1) : NULL;
  char *value;

  if (name == NULL || strspn (name, "=" NAME) != strlen (name))
    return refuse (translator, "\\p needs the name of a property in braces");
  translator->at = end + 1;
  value = strchr (name, '=');
  g_string_append_printf (translator->out, "\\%c{%s}", letter, short_category (value != NULL ? value + 1 : name));
  return TRUE;
}

static int
read_hex (const char *at, int digits)
{
  int value = 0;

  for (int i = 0; i < digits; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      value = value << 4 | g_ascii_xdigit_value (at[i]);
    }
  return value;
}

static gboolean
append_code (Translator *translator, guint32 code)
{
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return refuse (translator, "an escape of no character");
  g_string_append_printf (translator->out, "\\x{%x}", code);
  return TRUE;
}

static gboolean
translate_braced (Translator *translator)
{
  const char *end = strchr (translator->at, '}');
  guint64 code;
  g_autofree char *digits = end != NULL ? g_strndup (translator->at + 1, end - translator->at - 1) : NULL;

  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 16, 0, 0x10ffff, &code, NULL))
    return refuse (translator, "\\u{ } needs a code point");
  translator->at = end + 1;
  return append_code (translator, code);
}

/* \uD83D\uDC32 is one character. */
static gboolean
translate_unicode (Translator *translator)
{
  int high, low;

  if (*translator->at == '{')
    return translate_braced (translator);
  high = read_hex (translator->at, 4);
  if (high < 0)
    return refuse (translator, "\\u needs four hexadecimal digits");
  translator->at += 4;
  if (high < 0xd800 || high > 0xdbff || translator->at[0] != '\\' || translator->at[1] != 'u')
    return append_code (translator, high);
  low = read_hex (translator->at + 2, 4);
  if (low < 0xdc00 || low > 0xdfff)
    return refuse (translator, "half a surrogate pair");
  translator->at += 6;
  return append_code (translator, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
}

static void
append_set (Translator *translator, const char *set, gboolean negative)
{
  if (translator->in_class && !negative)
    g_string_append (translator->out, set);
  else
    g_string_append_printf (translator->out, "[%s%s]", negative ? "^" : "", set);
}

/* \D, \W and \S inside a class: PCRE2 has no class in a class, so the complement is written out. */
static const char *
complement (char letter)
{
  switch (letter)
    {
    case 'D':
      return "\\x00-\\x2f\\x3a-\\x{10ffff}";
    case 'W':
      return "\\x00-\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\x{10ffff}";
    case 'S':
    default:
      return "\\x00-\\x08\\x0e-\\x1f\\x21-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
             "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";
    }
}

static gboolean
translate_set (Translator *translator, char letter)
{
  const char *set = g_ascii_tolower (letter) == 'd' ? "0-9" : g_ascii_tolower (letter) == 'w' ? WORD : SPACE;

  if (g_ascii_islower (letter))
    append_set (translator, set, FALSE);
  else if (translator->in_class)
    g_string_append (translator->out, complement (letter));
  else
    append_set (translator, set, TRUE);
  return TRUE;
}

static gboolean
translate_control (Translator *translator)
{
  if (!g_ascii_isalpha (*translator->at))
    return refuse (translator, "\\c needs a letter");
  return append_code (translator, *translator->at++ % 32);
}

static gboolean
translate_hex (Translator *translator)
{
  int code = read_hex (translator->at, 2);

  if (code < 0)
    return refuse (translator, "\\x needs two hexadecimal digits");
  translator->at += 2;
  return append_code (translator, code);
}

static gboolean
translate_back_reference (Translator *translator)
{
  const char *end = *translator->at == '<' ? strchr (translator->at, '>') : NULL;

  if (end == NULL || translator->in_class)
    return refuse (translator, "\\k needs the name of a group");
  g_string_append (translator->out, "\\k");
  g_string_append_len (translator->out, translator->at, end + 1 - translator->at);
  translator->at = end + 1;
  return TRUE;
}

static gboolean
translate_escape (Translator *translator)
{
  char letter = *translator->at;

  if (letter == '\0')
    return refuse (translator, "a backslash at the end");
  if (strchr ("^$\\.*+?()[]{}|/-", letter) != NULL)
    {
      g_string_append_printf (translator->out, "\\%c", letter);
      translator->at++;
      return TRUE;
    }
  translator->at++;
  if (strchr ("dDwWsS", letter) != NULL)
    return translate_set (translator, letter);
  if (strchr ("tnrf", letter) != NULL || (!translator->in_class && letter >= '1' && letter <= '9'))
    {
      g_string_append_printf (translator->out, "\\%c", letter);
      return TRUE;
    }
  switch (letter)
    {
    case 'v':
      return append_code (translator, 0x0b);
    case '0':
      return g_ascii_isdigit (*translator->at) ? refuse (translator, "an octal escape") : append_code (translator, 0);
    case 'b':
      g_string_append (translator->out, translator->in_class ? "\\x08" : AT_WORD);
      return TRUE;
    case 'B':
      if (translator->in_class)
        return refuse (translator, "\\B in a class");
      g_string_append (translator->out, NOT_AT_WORD);
      return TRUE;
    case 'c':
      return translate_control (translator);
    case 'x':
      return translate_hex (translator);
    case 'u':
      return translate_unicode (translator);
    case 'k':
      return translate_back_reference (translator);
    case 'p':
    case 'P':
      return translate_property (translator, letter);
    default:
      return refuse (translator, "an escape that ECMA-262 does not know");
    }
}

static gboolean
translate_class (Translator *translator)
{
  gboolean negative = *translator->at == '^';

  translator->at += negative ? 1 : 0;
  if (*translator->at == ']')
    {
      /* [] is nothing and [^] is anything; PCRE2 would take the bracket into the class. */
      g_string_append (translator->out, negative ? "(?s:.)" : "(?!)");
      translator->at++;
      return TRUE;
    }
  g_string_append (translator->out, negative ? "[^" : "[");
  translator->in_class = TRUE;
  while (*translator->at != ']')
    {
      char c = *translator->at;

      if (c == '\0')
        return refuse (translator, "a class without end");
      translator->at++;
      if (c == '\\')
        {
          if (!translate_escape (translator))
            return FALSE;
        }
      else if (c == '[')
        g_string_append (translator->out, "\\[");
      else
        g_string_append_c (translator->out, c);
    }
  translator->at++;
  translator->in_class = FALSE;
  g_string_append_c (translator->out, ']');
  return TRUE;
}

static gboolean
translate_group (Translator *translator)
{
  static const char *const known[] = { "?:", "?=", "?!", "?<=", "?<!" };

  g_string_append_c (translator->out, '(');
  if (*translator->at == '*')
    return refuse (translator, "nothing to repeat");
  if (*translator->at != '?')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (translator->at, known[i]))
      {
        g_string_append (translator->out, known[i]);
        translator->at += strlen (known[i]);
        return TRUE;
      }
  if (translator->at[1] == '<' && (g_ascii_isalpha (translator->at[2]) || translator->at[2] == '_'))
    return TRUE;
  return refuse (translator, "a group that ECMA-262 does not know");
}

/* Behind a quantifier "+" would make it possessive, and another quantifier has nothing to repeat. */
static gboolean
translate_quantifier (Translator *translator, char c)
{
  g_string_append_c (translator->out, c);
  if (*translator->at == '?')
    g_string_append_c (translator->out, *translator->at++);
  if (*translator->at == '+' || *translator->at == '*' || *translator->at == '?')
    return refuse (translator, "nothing to repeat");
  return TRUE;
}

static gboolean
translate_brace (Translator *translator)
{
  const char *at = translator->at + strspn (translator->at, "0123456789");

  if (at > translator->at && *at == ',')
    at += 1 + strspn (at + 1, "0123456789");
  if (at == translator->at || *at != '}')
    return refuse (translator, "a brace that is no quantifier");
  g_string_append_c (translator->out, '{');
  g_string_append_len (translator->out, translator->at, at - translator->at);
  translator->at = at + 1;
  return translate_quantifier (translator, '}');
}

static gboolean
translate_one (Translator *translator)
{
  char c = *translator->at++;

  switch (c)
    {
    case '\\':
      return translate_escape (translator);
    case '[':
      return translate_class (translator);
    case '(':
      return translate_group (translator);
    case '*':
    case '+':
    case '?':
      return translate_quantifier (translator, c);
    case '{':
      return translate_brace (translator);
    case '}':
    case ']':
      return refuse (translator, "a bracket that closes nothing");
    case '.':
      g_string_append (translator->out, NOT_LINE_END);
      return TRUE;
    case '$':
      g_string_append (translator->out, "\\z");
      return TRUE;
    default:
      g_string_append_c (translator->out, c);
      return TRUE;
    }
}

struct _YnPattern
{
  pcre2_code *code;
  gboolean fast; /* was made into machine code */
};

/* Nobody asks where a match lies, so a thread needs one block for all patterns. */
static pcre2_match_data *
match_data (void)
{
  static GPrivate blocks = G_PRIVATE_INIT ((GDestroyNotify) pcre2_match_data_free);
  pcre2_match_data *block = g_private_get (&blocks);

  if (block == NULL)
    {
      block = pcre2_match_data_create (1, NULL);
      g_private_set (&blocks, block);
    }
  return block;
}

static char *
reason_of (int number)
{
  PCRE2_UCHAR words[256];

  return g_strdup (pcre2_get_error_message (number, words, sizeof words) > 0 ? (const char *) words : "unknown");
}

YnPattern *
yn_pattern_new (const char *pattern, GError **error)
{
  g_autoptr (GString) out = g_string_new (BOUNDS);
  g_autofree char *reason = NULL;
  Translator translator = { .at = pattern, .out = out };
  YnPattern *made;
  pcre2_code *code = NULL;
  PCRE2_SIZE offset;
  int number;

  if (strlen (pattern) > MAX_PATTERN)
    refuse (&translator, "a pattern that long");
  while (translator.wrong == NULL && *translator.at != '\0')
    translate_one (&translator);
  if (translator.wrong == NULL)
    {
      code = pcre2_compile ((PCRE2_SPTR) out->str, out->len, PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &number, &offset, NULL);
      if (code == NULL)
        refuse (&translator, reason = reason_of (number));
    }
  if (code == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "the pattern cannot be used: %s", translator.wrong);
      return NULL;
    }
  made = g_new0 (YnPattern, 1);
  made->code = code;
  made->fast = pcre2_jit_compile (code, PCRE2_JIT_COMPLETE) == 0;
  return made;
}

void
yn_pattern_free (YnPattern *pattern)
{
  if (pattern == NULL)
    return;
  pcre2_code_free (pattern->code);
  g_free (pattern);
}

/* The machine code has a small stack; what is too deep for it is tried once more without. */
gboolean
yn_pattern_matches (const YnPattern *pattern, const char *text, gsize length, gboolean *astray)
{
  int found = PCRE2_ERROR_JIT_STACKLIMIT;

  if (pattern->fast)
    found = pcre2_jit_match (pattern->code, (PCRE2_SPTR) text, length, 0, 0, match_data (), NULL);
  if (found == PCRE2_ERROR_JIT_STACKLIMIT)
    found = pcre2_match (pattern->code, (PCRE2_SPTR) text, length, 0, PCRE2_NO_JIT | PCRE2_NO_UTF_CHECK, match_data (),
                         NULL);
  if (found < 0 && found != PCRE2_ERROR_NOMATCH && astray != NULL)
    *astray = TRUE;
  return found >= 0;
}
