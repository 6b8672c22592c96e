/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a scanner types, and what it offers a form. Enterprises are invented. */
#include "forms/offer-text.h"
#include "fixtures/told.h"

#define CODE "92460203MA5TQX8800" /* a sole trader in 吉阳区 */
#define COMPANY "91460200MA5T00010P"

#define TRADER "/enterprise/uscc=\"" CODE "\"(scan)"
#define IMPLIED "/enterprise/category=\"4\"(implied) /enterprise/district=\"460203\"(implied)"
#define NAMED TRADER " /enterprise/name=\"演练企业·海味小馆\"(scan)"

static void
test_texts (void)
{
  static const struct
  {
    const char *text, *offers;
  } cases[] = {
    { CODE, TRADER " " IMPLIED },
    { " 92460203ma5tqx8800\r\n", TRADER " " IMPLIED },
    { "９２４６０２０３ＭＡ５ＴＱＸ８８００", TRADER " " IMPLIED },
    { COMPANY, "/enterprise/uscc=\"" COMPANY "\"(scan) /enterprise/category=\"1\"(implied)"
               " /enterprise/district=\"460200\"(implied)" },
    { "https://licence.example/q?id=7&uniscid=" CODE "&t=1", TRADER " " IMPLIED },
    { "https://licence.example/" CODE "/detail", TRADER " " IMPLIED },
    { "https://licence.example/q?d=%7B%22code%22%3A%22" CODE "%22%7D", TRADER " " IMPLIED },
    { "名称：演练企业·海味小馆\n统一社会信用代码：" CODE, NAMED " " IMPLIED },
    { "名称:演练企业·海味小馆;统一社会信用代码:" CODE ";", NAMED " " IMPLIED },
    { "名称：演练企业·海味小馆 统一社会信用代码：" CODE, NAMED " " IMPLIED },
    { "名称：演练企业·海味小馆统一社会信用代码：" CODE, NAMED " " IMPLIED }, /* line ends that a field swallowed */
    { "名称：演练企业·海味小馆类型：个体工商户统一社会信用代码：" CODE, TRADER " " IMPLIED }, /* half an answer is none */
    { "字号名称：演练企业·海味小馆；经营者：演练甲；经营场所：三亚市吉阳区演练路1号",
      "/enterprise/name=\"演练企业·海味小馆\"(scan) /enterprise/legalRepresentative/name=\"演练甲\"(scan)"
      " /enterprise/address=\"三亚市吉阳区演练路1号\"(scan)" },
    { "从业人员数：12\n持有的证照：备案凭证\n明厨亮灶：是\n经营项目：热食类食品制售、冷食类食品制售",
      "/staff/people=12(scan) /licence/kind=\"filing\"(scan) /measures/openKitchen=true(scan)"
      " /licence/items=[\"hot\",\"cold\"](scan)" },
    { "Number of staff: 12", "/staff/people=12(scan)" },
    { "Shoe size: 42", "" }, /* what the form does not ask */
    /* nothing is offered that is not there */
    { "", "" },
    { "   \n", "" },
    { "91310115MA1G4L1WXK", "" },     /* a wrong check digit */
    { "92460203MA5TQX880", "" },      /* one short */
    { "X92460203MA5TQX8800", "" },    /* one long */
    { "https://licence.example/nothing", "" },
    { "名称：", "" },
    { "经营项目：热食类食品制售、月球土壤", "" }, /* half an answer is none */
    { "持有的证照：护照", "" },
    { "：：：", "" },
    { "%%%:%zz", "" },
    { "http://%ff%fe/" CODE, TRADER " " IMPLIED },
  };
  g_autoptr (YnService) form = yn_service_find ("F04", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) offers = yn_offers_of_scan (form, cases[i].text, NULL, "2026-11-23");
      g_autofree char *said = told_offers (offers, TRUE);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (said, ==, cases[i].offers);
    }
}

/* Bytes that are no text, and far too many of them. */
static void
test_hostile (void)
{
  g_autoptr (YnService) form = yn_service_find ("F04", NULL);
  g_autofree char *much = g_strnfill (4 * 1024 * 1024, ':');
  g_autoptr (GPtrArray) of_much = yn_offers_of_scan (form, much, NULL, "2026-11-23");
  g_autoptr (GPtrArray) of_bytes = yn_offers_of_scan (form, "\xff\xfe\x80:\xc0", NULL, "2026-11-23");

  g_assert_cmpuint (of_much->len, ==, 0);
  g_assert_cmpuint (of_bytes->len, ==, 0);
}

/* What is implied never stands over what somebody said. */
static void
test_implied_gives_way (void)
{
  g_autoptr (YnService) form = yn_service_find ("F04", NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (form, NULL);
  g_autoptr (GPtrArray) offers = yn_offers_of_scan (form, CODE, NULL, "2026-11-23");
  g_autoptr (GPtrArray) others = yn_offers_of_scan (form, COMPANY, NULL, "2026-11-23");
  g_autoptr (YnJson) haitang = yn_json_new_string ("460202");
  g_autoptr (YnJson) before = NULL;

  yn_answers_set (answers, "/enterprise/district", haitang);
  before = yn_json_ref (yn_answers_json (answers));
  g_assert_cmpuint (yn_offers_take_new (offers, answers), ==, 2);
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/district")), ==, "460202");
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/category")), ==, "4");
  yn_offers_take_new (others, answers); /* another code implies something else */
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/category")), ==, "1");
  g_assert_true (yn_answers_undo (answers)); /* all that one source brought goes at once */
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/category")), ==, "4");
  g_assert_true (yn_answers_undo (answers));
  g_assert_true (yn_json_equal (yn_answers_json (answers), before));
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/district")), ==, "460202");
}

/* In the field of the code itself. */
static void
test_in_the_field (void)
{
  static const char text[] = "名称：演练企业·海味小馆\n经营者：演练甲\n统一社会信用代码：" CODE;
  static const char *const others[] = { "", CODE, "9246 0203 MA5T QX88 00", "91310115MA1G4L1WXK", "名称：演练企业·海味小馆",
                                        "X" CODE };
  g_autoptr (YnService) form = yn_service_find ("F04", NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (form, NULL);
  g_autoptr (YnJson) mine = yn_json_new_string ("演练乙");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpuint (yn_scan_take_at (answers, "/enterprise/uscc", others[i], "2026-11-23"), ==, 0);
  yn_answers_set (answers, "/enterprise/legalRepresentative/name", mine);
  yn_answers_set_text (answers, "/enterprise/uscc", text, NULL); /* as the form has it, key by key */
  g_assert_cmpuint (yn_scan_take_at (answers, "/enterprise/uscc", text, "2026-11-23"), ==, 4);
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/uscc")), ==, CODE);
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/name")), ==, "演练企业·海味小馆");
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/legalRepresentative/name")), ==, "演练乙");
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/category")), ==, "4");
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/enterprise/district")), ==, "460203");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/scan/texts", test_texts);
  g_test_add_func ("/forms/scan/hostile", test_hostile);
  g_test_add_func ("/forms/scan/implied-gives-way", test_implied_gives_way);
  g_test_add_func ("/forms/scan/in-the-field", test_in_the_field);
  return g_test_run ();
}
