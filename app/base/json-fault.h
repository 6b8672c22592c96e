/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What can be wrong with a text that should be JSON, one code each. The codes are keys of data/problems.json, so that
 * who writes a file by hand is told in words what stands at the line and column named. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YN_JSON_FAULTS(X) \
  X (EMPTY, "json-empty", "the file is empty") \
  X (HEX, "json-hex", "\\u is not followed by four hexadecimal digits") \
  X (LOW_SURROGATE, "json-surrogate", "a low surrogate without its high one") \
  X (HIGH_SURROGATE, "json-surrogate", "a high surrogate without its low one") \
  X (ESCAPE, "json-escape", "an unknown escape in a string") \
  X (CONTROL, "json-control", "a control character in a string") \
  X (STRING_END, "json-string-end", "a string without end") \
  X (EXPONENT, "json-number", "an exponent without digits") \
  X (EXPONENT_RANGE, "json-number-range", "an exponent past all bounds") \
  X (NUMBER, "json-number", "a number without digits") \
  X (LEADING_ZERO, "json-leading-zero", "a number with a leading zero") \
  X (FRACTION, "json-number", "no digits behind the point") \
  X (EARLY_END, "json-early-end", "the document ends too early") \
  X (NO_VALUE, "json-no-value", "no JSON value begins here") \
  X (NO_NAME, "json-no-name", "a member's name was expected") \
  X (NO_COLON, "json-no-colon", "\":\" was expected") \
  X (SAME_NAME, "json-same-name", "two members have the same name") \
  X (DEPTH, "json-depth", "nested too deep") \
  X (VALUES, "json-values", "too many values") \
  X (OBJECT_END, "json-object-end", "\",\" or \"}\" was expected") \
  X (ARRAY_END, "json-array-end", "\",\" or \"]\" was expected") \
  X (TRAILING, "json-trailing", "something follows the document's value") \
  X (LARGE, "json-large", "the document is too large") \
  X (BYTE_ORDER_MARK, "json-byte-order-mark", "a byte order mark stands before the document") \
  X (NUL, "json-nul", "a NUL byte") \
  X (ENCODING, "json-encoding", "not UTF-8")

typedef enum
{
#define YN_JSON_FAULT_AS_ENUM(name, code, says) YN_JSON_FAULT_##name,
  YN_JSON_FAULTS (YN_JSON_FAULT_AS_ENUM)
#undef YN_JSON_FAULT_AS_ENUM
  YN_N_JSON_FAULTS
} YnJsonFault;

/* For the error's message. */
GError *yn_json_fault_error (YnJsonFault fault, guint line, guint column);

/* The code of an error that the parser made, and where: @line and @column (in bytes) from 1. NULL: it is none of its.
 */
const char *yn_json_fault_of (const GError *error, guint *line, guint *column);

G_END_DECLS
