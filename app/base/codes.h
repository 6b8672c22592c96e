/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Codes of the domain: checks and normal forms (domain notes §6). "normal" functions answer a new string: full-width
 * characters, spaces and case put right; they never fail. "check" functions take a normal form. */
#pragma once

#include "base/text.h"

G_BEGIN_DECLS

typedef enum
{
  YN_CODE_OK,
  YN_CODE_LENGTH,      /* too short or too long */
  YN_CODE_CHARACTER,   /* a character that cannot stand there */
  YN_CODE_CHECK_DIGIT,
  YN_CODE_DATE,        /* no such day, or in the future */
  YN_CODE_REGION,
  YN_CODE_OLD_15,      /* a 15-digit resident ID */
  YN_CODE_WARNING,     /* usable, but its inner organisation code does not check */
} YnCodeVerdict;

/* 统一社会信用代码, GB 32100-2015. @expected gets the right check digit on YN_CODE_CHECK_DIGIT (may be NULL). */
char *yn_uscc_normal (const char *text);
YnCodeVerdict yn_uscc_check (const char *uscc, char *expected);

/* 组织机构代码, GB 11714 (9 characters, no hyphen). */
YnCodeVerdict yn_org_code_check (const char *code);

/* 公民身份号码, GB 11643-1999. @today "YYYY-MM-DD". */
char *yn_resident_id_normal (const char *text);
YnCodeVerdict yn_resident_id_check (const char *id, const char *today);

/* Other identity papers (护照, 港澳居民来往内地通行证, 台湾居民来往大陆通行证, 外国人永久居留身份证): length and characters. */
YnCodeVerdict yn_travel_document_check (const char *kind, const char *number);

/* Mobile ^1[3-9]\d{9}$ or landline. */
char *yn_phone_normal (const char *text);
YnCodeVerdict yn_phone_check (const char *phone);

/* 文号: the brackets around the year become 〔 〕, white space goes. */
char *yn_document_number_normal (const char *text);
YnCodeVerdict yn_document_number_check (const char *number);

/* The number of a licence or a certificate: white space and line breaks go, what is wide becomes narrow, but for
 * brackets: they are the authority's. */
char *yn_licence_number_normal (const char *text);

/* Money in fen. "1,234.5" or "１２３４．５０" in yuan -> 123450. FALSE: no amount, or more than two decimals, or out of
 * range. */
gboolean yn_money_parse_yuan (const char *text, gint64 *fen);
gboolean yn_money_is_in_range (gint64 fen);
char *yn_money_format_yuan (gint64 fen);       /* "1,234.50" */
char *yn_money_format_wan (gint64 fen);        /* "0.12345" 万元, exact, no trailing zeros */
/* 大写, as the rules for bills and vouchers (支付结算办法) have it: 107,000.53 is "壹拾万柒仟元零伍角叁分", 20 is "贰拾元整". */
char *yn_money_capital (gint64 fen);

/* Masks for private fields: phones keep 3 + 4, ID numbers 4 + 4 (the short ones, of 9 to 11 characters, 2 + 2), all
 * else the first character. The rest is '*'. */
char *yn_mask_private (const char *text);

G_END_DECLS
