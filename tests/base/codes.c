/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/codes.h"

#define TODAY "2026-11-23"

static void
test_uscc (void)
{
  static const struct
  {
    const char *code;
    YnCodeVerdict verdict;
    char expected;
  } cases[] = {
    /* published samples */
    { "91350100M000100Y43", YN_CODE_OK },
    { "91320100748204660Q", YN_CODE_OK },
    { "914403001922038216", YN_CODE_OK },
    { "9144030071526726XG", YN_CODE_OK },
    { "9135010026017703XW", YN_CODE_OK },
    { "11230500001755309F", YN_CODE_OK },
    /* invented ones with right digits */
    { "91460200MA5T00010P", YN_CODE_OK },
    { "91460200MA5T1Q2W3D", YN_CODE_OK },
    { "92460203MA5TQX8800", YN_CODE_OK },
    { "91460202698900018P", YN_CODE_OK },
    { "52460200MJY0001244", YN_CODE_OK },
    { "124602004282000113", YN_CODE_OK },
    { "93460205MA5T00C25E", YN_CODE_OK },
    { "11460200008230011U", YN_CODE_OK },
    /* published as valid, and wrong */
    { "91310115MA1G4L1WXK", YN_CODE_CHECK_DIGIT, '7' },
    { "91532300MA6SSECM1K", YN_CODE_CHARACTER },
    /* the last one changed; one short, one long; the wrong alphabet */
    { "91350100M000100Y44", YN_CODE_CHECK_DIGIT, '3' },
    { "91350100M000100Y4", YN_CODE_LENGTH },
    { "91350100M000100Y433", YN_CODE_LENGTH },
    { "91350100m000100y43", YN_CODE_CHARACTER },
    { "91350100M000100I43", YN_CODE_CHARACTER },
    { "91350100M00010 Y43", YN_CODE_CHARACTER },
    { "913501A0M000100Y43", YN_CODE_CHARACTER },
    { "９1350100M000100Y43", YN_CODE_CHARACTER },
    { "", YN_CODE_LENGTH },
    { NULL, YN_CODE_LENGTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char expected = '\0';

      g_test_message ("%s", cases[i].code);
      g_assert_cmpint (yn_uscc_check (cases[i].code, &expected), ==, cases[i].verdict);
      g_assert_cmpint (expected, ==, cases[i].expected);
      g_assert_cmpint (yn_uscc_check (cases[i].code, NULL), ==, cases[i].verdict);
    }
}

/* Every character of a good code, changed into any other: always noticed, never a crash. */
static void
test_uscc_changed (void)
{
  const char good[] = "91460200MA5T00010P";

  for (guint i = 0; i < 18; i++)
    for (int c = 1; c < 128; c++)
      {
        g_autofree char *changed = g_strdup (good);

        changed[i] = c;
        if (c != good[i])
          g_assert_cmpint (yn_uscc_check (changed, NULL), !=, YN_CODE_OK);
      }
}

/* The whole checks, the organisation code inside does not: real registers hold such. */
static void
test_uscc_warning (void)
{
  char code[] = "91460200MA5T00011?";
  char right = '\0';

  code[17] = '0';
  if (yn_uscc_check (code, &right) == YN_CODE_CHECK_DIGIT)
    code[17] = right;
  g_assert_cmpint (yn_uscc_check (code, NULL), ==, YN_CODE_WARNING);
}

static void
test_uscc_normal (void)
{
  static const char *const typed[] = { "91460200MA5T00010P", " 91460200 ma5t0001 0p\n", "９１４６０２００ＭＡ５Ｔ０００１０Ｐ",
                                       "91460200MA5T\xe3\x80\x80" "00010p" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *normal = yn_uscc_normal (typed[i]);

      g_assert_cmpstr (normal, ==, "91460200MA5T00010P");
    }
}

static void
test_org_code (void)
{
  g_assert_cmpint (yn_org_code_check ("748204660"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_org_code_check ("71526726X"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_org_code_check ("748204661"), ==, YN_CODE_CHECK_DIGIT);
  g_assert_cmpint (yn_org_code_check ("74820466-0"), ==, YN_CODE_LENGTH);
  g_assert_cmpint (yn_org_code_check ("7482a4660"), ==, YN_CODE_CHARACTER);
}

static void
test_resident_id (void)
{
  static const struct
  {
    const char *id;
    YnCodeVerdict verdict;
  } cases[] = {
    { "11010519491231002X", YN_CODE_OK },
    { "460200198803150014", YN_CODE_OK },
    { "460200199202290024", YN_CODE_OK }, /* a leap day */
    { "460203200010100032", YN_CODE_OK },
    { "460200197907064319", YN_CODE_OK },
    { "460200198803150015", YN_CODE_CHECK_DIGIT },
    { "460200199302290024", YN_CODE_DATE },
    { "460200198813150014", YN_CODE_DATE },
    { "460200202611240014", YN_CODE_DATE }, /* tomorrow */
    { "990200198803150014", YN_CODE_REGION },
    { "460200880315001", YN_CODE_OLD_15 },
    { "46020019880315001", YN_CODE_LENGTH },
    { "4602001988031500144", YN_CODE_LENGTH },
    { "11010519491231002x", YN_CODE_CHARACTER },
    { "4602001988031500１4", YN_CODE_CHARACTER },
    { "X10105194912310020", YN_CODE_CHARACTER },
    { "", YN_CODE_LENGTH },
    { NULL, YN_CODE_LENGTH },
  };
  g_autofree char *normal = yn_resident_id_normal (" 110105 19491231 002ｘ");

  g_assert_cmpstr (normal, ==, "11010519491231002X");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (yn_resident_id_check (cases[i].id, TODAY), ==, cases[i].verdict);
    }
}

static void
test_travel_document (void)
{
  g_assert_cmpint (yn_travel_document_check ("passport", "E12345678"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_travel_document_check ("passport", "E123"), ==, YN_CODE_LENGTH);
  g_assert_cmpint (yn_travel_document_check ("passport", "E1234567号"), ==, YN_CODE_CHARACTER);
  g_assert_cmpint (yn_travel_document_check ("hk-macau-permit", "H12345678"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_travel_document_check ("taiwan-permit", "12345678"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_travel_document_check ("foreign-permanent-resident", "ABC123456789012"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_travel_document_check ("unheard-of", "AB12345"), ==, YN_CODE_OK);
  g_assert_cmpint (yn_travel_document_check (NULL, NULL), ==, YN_CODE_LENGTH);
}

static void
test_phone (void)
{
  static const struct
  {
    const char *typed;
    const char *normal;
    YnCodeVerdict verdict;
  } cases[] = {
    { "13800138000", "13800138000", YN_CODE_OK },
    { "138 0013 8000", "13800138000", YN_CODE_OK },
    { "１３８００１３８０００", "13800138000", YN_CODE_OK },
    { "138-0013-8000", "13800138000", YN_CODE_OK },
    { "+86 138 0013 8000", "13800138000", YN_CODE_OK },
    { "0898-88271234", "0898-88271234", YN_CODE_OK },
    { "(0898) 88271234", "0898-88271234", YN_CODE_OK },
    { "（0898）88271234", "0898-88271234", YN_CODE_OK },
    { "088988271234", "088988271234", YN_CODE_OK },
    { "88271234", "88271234", YN_CODE_OK },
    { "0898-88271234-801", "0898-88271234-801", YN_CODE_OK },
    { "1,800138000", "1,800138000", YN_CODE_CHARACTER },
    { "12800138000", "12800138000", YN_CODE_LENGTH },
    { "1380013800", "1380013800", YN_CODE_LENGTH },
    { "138001380001", "138001380001", YN_CODE_LENGTH },
    { "0898-08271234", "0898-08271234", YN_CODE_LENGTH },
    { "电话", "电话", YN_CODE_CHARACTER },
    { "", "", YN_CODE_LENGTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = yn_phone_normal (cases[i].typed);

      g_assert_cmpstr (normal, ==, cases[i].normal);
      g_assert_cmpint (yn_phone_check (normal), ==, cases[i].verdict);
    }
  /* "$" must not stand before a line's end. */
  g_assert_cmpint (yn_phone_check ("88271234\n"), !=, YN_CODE_OK);
}

static void
test_document_number (void)
{
  static const struct
  {
    const char *typed;
    const char *normal;
    YnCodeVerdict verdict;
  } cases[] = {
    { "市场【2019】1号", "市场〔2019〕1号", YN_CODE_OK },
    { "宁新区管审环表复〔2025〕104号", "宁新区管审环表复〔2025〕104号", YN_CODE_OK },
    { "三市监罚 [2026] 12 号", "三市监罚〔2026〕12号", YN_CODE_OK },
    { "三市监罚(2026)12号", "三市监罚〔2026〕12号", YN_CODE_OK },
    { "三市监罚（２０２６）１２号", "三市监罚〔2026〕12号", YN_CODE_OK },
    { "琼（三）市监罚[2026]第12号", "琼(三)市监罚〔2026〕第12号", YN_CODE_OK },
    { "三市监罚2026第12号", "三市监罚2026第12号", YN_CODE_CHARACTER },
    { "〔2026〕12号", "〔2026〕12号", YN_CODE_CHARACTER },
    { "三市监罚〔26〕12号", "三市监罚〔26〕12号", YN_CODE_CHARACTER },
    { "三市监罚〔2026〕号", "三市监罚〔2026〕号", YN_CODE_CHARACTER },
    { "三市监罚〔2026〕12", "三市监罚〔2026〕12", YN_CODE_CHARACTER },
    { "", "", YN_CODE_LENGTH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = yn_document_number_normal (cases[i].typed);

      g_assert_cmpstr (normal, ==, cases[i].normal);
      g_assert_cmpint (yn_document_number_check (normal), ==, cases[i].verdict);
    }
}

static void
test_money (void)
{
  static const struct
  {
    const char *typed;
    gboolean good;
    gint64 fen;
  } cases[] = {
    { "1234.5", TRUE, 123450 },
    { "1,234.50", TRUE, 123450 },
    { "１２３４．５０", TRUE, 123450 },
    { "￥1,234.50", TRUE, 123450 },
    { "¥ 1,234.50 元", TRUE, 123450 },
    { "0", TRUE, 0 },
    { "0.07", TRUE, 7 },
    { "19.99", TRUE, 1999 },
    { "-5", TRUE, -500 },
    { "999999999999999.99", TRUE, G_GINT64_CONSTANT (99999999999999999) },
    { "9999999999999999", FALSE },
    { "1.234", FALSE },
    { "1.", FALSE },
    { ".5", FALSE },
    { "1,2", FALSE },
    { "12,34,567", FALSE },
    { ",123", FALSE },
    { "1e3", FALSE },
    { "1.2.3", FALSE },
    { "--5", FALSE },
    { "五千", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 fen = 0;

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpint (yn_money_parse_yuan (cases[i].typed, &fen), ==, cases[i].good);
      g_assert_cmpint (fen, ==, cases[i].fen);
    }
}

static void
test_money_format (void)
{
  static const struct
  {
    gint64 fen;
    const char *yuan;
    const char *wan;
  } cases[] = {
    { 0, "0.00", "0" },
    { 7, "0.07", "0.000007" },
    { 123450, "1,234.50", "0.12345" },
    { 200000, "2,000.00", "0.2" },
    { 100000000, "1,000,000.00", "100" },
    { -123456789, "-1,234,567.89", "-123.456789" },
    { G_MAXINT64, "92,233,720,368,547,758.07", "9223372036854.775807" },
    { G_MININT64, "-92,233,720,368,547,758.08", "-9223372036854.775808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *yuan = yn_money_format_yuan (cases[i].fen);
      g_autofree char *wan = yn_money_format_wan (cases[i].fen);

      g_assert_cmpstr (yuan, ==, cases[i].yuan);
      g_assert_cmpstr (wan, ==, cases[i].wan);
    }
}

static void
test_mask (void)
{
  static const struct
  {
    const char *text;
    const char *masked;
  } cases[] = {
    { "460200198803150014", "4602**********0014" },
    { "13800138000", "138****8000" },
    { "0898-88271234", "089******1234" },
    { "E12345678", "E1*****78" },
    { "ABC123456789012", "ABC1*******9012" },
    { "someone@example.com", "s******************" },
    { "张三丰", "张**" },
    { "", "" },
    { NULL, "" },
    { "\xff\xfe", "\357\277\275*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = yn_mask_private (cases[i].text);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

static void
test_lines (void)
{
  static const struct
  {
    const char *typed;
    const char *line;
    const char *lines;
  } cases[] = {
    { "  三亚　某店 ", "三亚 某店", "  三亚 某店" },
    { "ＡＢＣ１２３", "ABC123", "ABC123" },
    { "某某（集团）有限公司，你好！", "某某（集团）有限公司，你好！", "某某（集团）有限公司，你好！" },
    { "一\r\n二\n三", "一 二 三", "一\n二\n三" },
    { "a\tb", "a b", "a\tb" },
    { "a\001\033b\177", "ab", "ab" },
    { "a\342\200\256b\342\200\213c", "abc", "abc" }, /* right-to-left override, zero-width space */
    { "👨\342\200\215👩", "👨\342\200\215👩", "👨\342\200\215👩" },
    { "\377", "\357\277\275", "\357\277\275" },
    { NULL, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = yn_text_normal_line (cases[i].typed);
      g_autofree char *lines = yn_text_normal_lines (cases[i].typed);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

/* The first six are the examples of the rules themselves (正确填写票据和结算凭证的基本规定). */
static void
test_money_capital (void)
{
  static const struct
  {
    gint64 fen;
    const char *says;
  } cases[] = {
    { 140950, "壹仟肆佰零玖元伍角整" },
    { 600714, "陆仟零柒元壹角肆分" },
    { 168032, "壹仟陆佰捌拾元零叁角贰分" },
    { 10700053, "壹拾万柒仟元零伍角叁分" },
    { 1640902, "壹万陆仟肆佰零玖元零贰分" },
    { 32504, "叁佰贰拾伍元零肆分" },
    { 0, "零元整" },
    { 1, "壹分" },
    { 50, "伍角整" },
    { 5, "伍分" },
    { 100, "壹元整" },
    { 1000, "壹拾元整" },
    { 50000000, "伍拾万元整" },
    { 100000000, "壹佰万元整" },
    { 100010000, "壹佰万零壹佰元整" },
    { 1000000000, "壹仟万元整" },
    { 10000000000, "壹亿元整" },
    { 10000000100, "壹亿零壹元整" },
    { 1010000000000, "壹佰零壹亿元整" },
    { 1001000000000, "壹佰亿壹仟万元整" },
    { 100000000000000, "壹万亿元整" },
    { 100100000000000, "壹万零壹拾亿元整" },
    { -12345, "负壹佰贰拾叁元肆角伍分" },
    { G_MAXINT64, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *capital = yn_money_capital (cases[i].fen);

      g_assert_cmpstr (capital, ==, cases[i].says);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/uscc", test_uscc);
  g_test_add_func ("/codes/uscc-changed", test_uscc_changed);
  g_test_add_func ("/codes/uscc-warning", test_uscc_warning);
  g_test_add_func ("/codes/uscc-normal", test_uscc_normal);
  g_test_add_func ("/codes/org-code", test_org_code);
  g_test_add_func ("/codes/resident-id", test_resident_id);
  g_test_add_func ("/codes/travel-document", test_travel_document);
  g_test_add_func ("/codes/phone", test_phone);
  g_test_add_func ("/codes/document-number", test_document_number);
  g_test_add_func ("/codes/money", test_money);
  g_test_add_func ("/codes/money-format", test_money_format);
  g_test_add_func ("/codes/money-capital", test_money_capital);
  g_test_add_func ("/codes/mask", test_mask);
  g_test_add_func ("/codes/lines", test_lines);
  return g_test_run ();
}
