/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The type of a commitment shapes its letter. */

#include "made.h"

#include <string.h>
#include "fixtures/folder.h"
#include "fixtures/variant.h"

/* Each stands there, in this order. */
static void
assert_in_order (const char *text, const char *const *pieces)
{
  const char *at = text;

  for (; *pieces != NULL; pieces++)
    {
      g_autofree char *piece = made_squeezed (*pieces);
      const char *found = strstr (at, piece);

      g_test_message ("%s", *pieces);
      g_assert_nonnull (found);
      at = found + strlen (piece);
    }
}

/* In place of an approval or a certificate: the authority speaks first, and the promise answers it. */
static void
test_told (gconstpointer type)
{
  static const char *const order[] = {
    "致：样例窗口", "第一部分　行政机关告知", "告知机关：样例窗口", "（一）办理依据", "样例法第一条。", "（二）应当具备的条件",
    "有固定的场所。", "从业人员不少于18人。", "（三）应当提交的材料", "场所平面图。", "（四）承诺后的监管", "两个月内现场核查。",
    "（五）不实承诺和违背承诺的后果", "不属实的，撤销决定。", "第二部分　申请人承诺", "一、承诺主体基本信息",
    "我单位已经知晓行政机关告知的全部内容", "［C7 v1］", "九、签署", NULL
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service
      = variant_new (folder, "F04", "F04-told", "/commitmentType", type, "/notice", VARIANT_NOTICE, "/clauses/-",
                     "{\"id\":\"C7\"}", NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autofree char *text = NULL;
  g_auto (Made) made = { 0 };

  g_assert_null (yn_service_incomplete (service));
  made_from (&made, service, answers, TRUE);
  text = made_text (made.main);
  assert_in_order (text, order);
  g_assert_null (strstr (text, "不完整"));
}

/* With papers missing: each by its name, its day, and what follows. */
static void
test_lacking (void)
{
  static const char *const order[] = {
    "一、承诺主体基本信息", "二、承诺类型与事由", "容缺受理型", "三、缺少的材料与补正期限",
    "1.", "消防验收意见书：2026年12月31日前补齐（含当日）；说明：窗口已预约",
    "2.", "场所平面图：2027年1月15日前补齐（含当日）",
    "逾期后果", "不予受理。", "四、通用承诺条款", "［C8 v1］", NULL
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service
      = variant_new (folder, "F04", "F04-lacking", "/commitmentType", "\"2\"", "/schema/properties/lacking",
                     VARIANT_LACKING, "/uischema/elements/-",
                     "{\"type\":\"Control\",\"scope\":\"#/properties/lacking\"}", "/lacking", "\"/lacking\"",
                     "/lackingConsequence", "{\"zh\":\"不予受理。\",\"en\":\"It is not accepted.\"}", "/clauses/-",
                     "{\"id\":\"C8\"}", NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) lacking
      = made_json ("[{\"material\":\"消防验收意见书\",\"by\":\"2026-12-31\",\"remark\":\"窗口已预约\"},"
                   "{\"material\":\"场所平面图\",\"by\":\"2027-01-15\"}]");
  g_autoptr (YnJson) with = yn_json_with (answers, "/lacking", lacking);
  g_autofree char *text = NULL;
  const char *once;
  g_auto (Made) made = { 0 };

  g_assert_null (yn_service_incomplete (service));
  made_from (&made, service, with, TRUE);
  text = made_text (made.main);
  assert_in_order (text, order);
  once = strstr (text, "消防验收意见书");
  g_assert_null (strstr (once + 1, "消防验收意见书"));
}

/* Answers have no order of their own: the same list prints the same, however it was written. */
static void
test_lacking_order (void)
{
  static const char *const written[] = {
    "[{\"material\":\"检测报告\",\"by\":\"2026-12-11\",\"reason\":\"月底出具\",\"how\":\"online\"}]",
    "[{\"how\":\"online\",\"reason\":\"月底出具\",\"by\":\"2026-12-11\",\"material\":\"检测报告\"}]",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find ("F25", &error);
  g_autoptr (YnJson) answers = made_answers ("F25");

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      static const char *const order[] = { "1.", "检测报告：2026年12月11日前补齐（含当日）；暂缺原因：月底出具；补交方式：网上提交",
                                           "逾期后果", NULL };
      g_autoptr (YnJson) lacking = made_json (written[i]);
      g_autoptr (YnJson) with = yn_json_with (answers, "/lacking", lacking);
      g_autofree char *text = NULL;
      g_auto (Made) made = { 0 };

      made_from (&made, service, with, TRUE);
      text = made_text (made.main);
      assert_in_order (text, order);
    }
}

/* Without its text a service can be read, and says on every paper that it is not whole. */
static void
test_incomplete (void)
{
  static const struct
  {
    const char *type;
    const char *lacking; /* the schema of the list, or NULL */
    const char *code;    /* NULL: whole */
  } cases[] = {
    { "\"1\"", NULL, "notice-missing" },
    { "\"3\"", NULL, "notice-missing" },
    { "\"2\"", NULL, "lacking-missing" },
    { "\"2\"", "{\"type\":\"string\",\"title\":\"缺少的材料\"}", "lacking-missing" },
    { "\"2\"", "{\"type\":\"array\",\"title\":\"缺少的材料\",\"items\":{\"type\":\"object\",\"properties\":{"
               "\"material\":{\"type\":\"string\"}}}}", "lacking-missing" },
    { "\"2\"", VARIANT_LACKING, NULL },
    { "\"4\"", NULL, NULL },
    { "\"5\"", NULL, NULL },
    { "\"6\"", NULL, NULL },
    { "\"0\"", NULL, NULL },
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnJson) answers = made_answers ("F04");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("F04-type-%u", i);
      g_autoptr (YnService) service
          = cases[i].lacking != NULL
                ? variant_new (folder, "F04", id, "/commitmentType", cases[i].type, "/schema/properties/lacking",
                               cases[i].lacking, "/lacking", "\"/lacking\"", "/lackingConsequence",
                               "{\"zh\":\"甲\",\"en\":\"A\"}", NULL)
                : variant_new (folder, "F04", id, "/commitmentType", cases[i].type, "/commitmentTypeText",
                               g_str_equal (cases[i].type, "\"0\"") ? "{\"zh\":\"评先\",\"en\":\"Awards\"}" : NULL, NULL);
      g_autoptr (YnProblem) problem = yn_service_incomplete (service);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_auto (Made) made = { 0 };

      g_assert_cmpstr (problem != NULL ? problem->code : NULL, ==, cases[i].code);
      g_assert_cmpint (yn_service_fileable (service, &error), ==, cases[i].code == NULL);
      if (cases[i].code == NULL)
        continue;
      g_assert_error (error, YN_ERROR, YN_ERROR_SERVICE_INCOMPLETE);
      made_from (&made, service, answers, TRUE);
      text = made_text (made.main);
      made_says (text, "【不完整】");
      made_says (text, "本件仅供查看，不能签署和提交。");
    }
}

/* An amount that stands by itself is written twice, as bills have it; one in a table once. */
static void
test_capitals (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service
      = variant_new (folder, "F04", "F04-money", "/schema/properties/deposit",
                     "{\"$ref\":\"urn:yinuo:common#/$defs/money\",\"title\":\"押金\"}", "/uischema/elements/-",
                     "{\"type\":\"Control\",\"scope\":\"#/properties/deposit\"}", "/clauses/-",
                     "{\"id\":\"X-1\",\"version\":\"1\",\"zh\":\"押金{/deposit}按期退还。\",\"en\":\"{/deposit} is returned.\"}",
                     NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) amount = made_json ("10700053");
  g_autoptr (YnJson) with = yn_json_with (answers, "/deposit", amount);
  g_autofree char *text = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, with, TRUE);
  text = made_text (made.main);
  made_says (text, "押金107,000.53 元（人民币壹拾万柒仟元零伍角叁分）按期退还。");
  made_says (text, "押金 107,000.53 元（人民币壹拾万柒仟元零伍角叁分）");
}

/* Who signs stands in the order in which they sign. */
static void
test_signers (void)
{
  static const char *const order[] = { "九、签署", "签署人（第1位）", "法定代表人（负责人）　", "签署人（第2位）",
                                       "经办人　", "（可以不签）", "签署人（第3位）", "单位（证书签名）", NULL };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service
      = variant_new (folder, "F04", "F04-signers", "/signers",
                     "[{\"role\":\"legal-representative\",\"required\":true,\"accept\":[\"practice\"]},"
                     "{\"role\":\"agent\",\"required\":false,\"accept\":[\"practice\"]},"
                     "{\"role\":\"enterprise-seal\",\"required\":true,\"accept\":[\"practice\"]}]",
                     NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autofree char *text = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  text = made_text (made.main);
  assert_in_order (text, order);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/papers/terms/told/approval", "\"1\"", test_told);
  g_test_add_data_func ("/papers/terms/told/certificate", "\"3\"", test_told);
  g_test_add_func ("/papers/terms/lacking", test_lacking);
  g_test_add_func ("/papers/terms/lacking-order", test_lacking_order);
  g_test_add_func ("/papers/terms/incomplete", test_incomplete);
  g_test_add_func ("/papers/terms/capitals", test_capitals);
  g_test_add_func ("/papers/terms/signers", test_signers);
  return g_test_run ();
}
