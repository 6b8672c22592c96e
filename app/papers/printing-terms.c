/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the type of a commitment adds to its letter. In place of an approval or a certificate (审批替代, 证明事项) the
 * authority's notice comes first and the promise answers it; with papers missing (容缺受理) the letter says which, by
 * when, and what follows otherwise. */

#include "papers/printing.h"

static const YnJson *
member (YnPrinting *printing, const char *name)
{
  return yn_json_get (yn_service_json (printing->service), name);
}

static char *
filled (YnPrinting *printing, const YnJson *text)
{
  return yn_service_fill (printing->service, text, printing->answers, YN_LANGUAGE_ZH_CN);
}

static void
print_texts (YnPrinting *printing, const char *heading, const YnJson *texts)
{
  yn_layout_heading (printing->layout, 2, heading);
  for (guint i = 0; i < yn_json_size (texts); i++)
    {
      g_autofree char *marker = g_strdup_printf ("%u.", i + 1);
      g_autofree char *text = filled (printing, yn_json_at (texts, i));

      yn_layout_item (printing->layout, marker, text, NULL);
    }
}

/* A service that cannot be filed can still be printed to read; the paper says what it is. */
static void
print_incomplete (YnPrinting *printing)
{
  g_autoptr (YnProblem) problem = yn_service_incomplete (printing->service);
  g_autofree char *words = problem != NULL ? yn_problem_words (problem, YN_LANGUAGE_ZH_CN) : NULL;
  g_autofree char *text = words != NULL ? g_strdup_printf ("【不完整】%s本件仅供查看，不能签署和提交。", words) : NULL;

  if (text != NULL)
    yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, text);
}

void
yn_printing_told (YnPrinting *printing)
{
  static const char *const parts[][2] = {
    { "basis", "（一）办理依据" },       { "conditions", "（二）应当具备的条件" },
    { "materials", "（三）应当提交的材料" }, { "supervision", "（四）承诺后的监管" },
    { "consequences", "（五）不实承诺和违背承诺的后果" },
  };
  const YnJson *notice = member (printing, "notice");
  const char *authority = yn_json_get_string (yn_json_get (printing->body, "authority"), "name");
  g_autofree char *who = g_strdup_printf ("告知机关：%s", authority != NULL ? authority : "受理单位");

  print_incomplete (printing);
  if (notice == NULL)
    return;
  yn_layout_heading (printing->layout, 1, "第一部分　行政机关告知");
  yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, who);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    print_texts (printing, parts[i][1], yn_json_get (notice, parts[i][0]));
  yn_layout_heading (printing->layout, 1, "第二部分　申请人承诺");
}

/* "消防验收意见书：2026年12月31日前补齐（含当日）；说明：……", in the order of the schema: answers have none of their own. */
static char *
lacking_words (YnPrinting *printing, const char *entry, const YnJson *value)
{
  static const char *const leading[] = { "material", "by", NULL };
  const YnJson *members = yn_json_get (yn_schema_at (yn_service_schema (printing->service), entry), "properties");
  g_autofree char *material_at = g_strconcat (entry, "/material", NULL);
  g_autofree char *by_at = g_strconcat (entry, "/by", NULL);
  g_autofree char *material = yn_service_answer_text (printing->service, material_at, yn_json_get (value, "material"),
                                                      YN_LANGUAGE_ZH_CN);
  g_autofree char *by = yn_service_answer_text (printing->service, by_at, yn_json_get (value, "by"), YN_LANGUAGE_ZH_CN);
  GString *words = g_string_new (material);

  g_string_append_printf (words, "：%s前补齐（含当日）", by);
  for (guint i = 0; i < yn_json_size (members); i++)
    {
      const char *name = yn_json_name_at (members, i);
      g_autofree char *token = yn_json_pointer_escape (name);
      g_autofree char *at = g_strconcat (entry, "/", token, NULL);
      g_autofree char *label = yn_service_label (printing->service, at, YN_LANGUAGE_ZH_CN);
      g_autofree char *text = yn_service_answer_text (printing->service, at, yn_json_get (value, name),
                                                      YN_LANGUAGE_ZH_CN);

      if (!g_strv_contains (leading, name) && text[0] != '\0')
        g_string_append_printf (words, "；%s：%s", label, text);
    }
  return g_string_free (words, FALSE);
}

void
yn_printing_lacking (YnPrinting *printing)
{
  const char *pointer = yn_json_string (member (printing, "lacking"));
  const YnJson *entries = pointer != NULL ? yn_json_pointer (printing->answers, pointer) : NULL;
  const YnJson *consequence = member (printing, "lackingConsequence");
  g_autofree char *follows = consequence != NULL ? filled (printing, consequence) : g_strdup ("");
  g_autofree char *what_follows = g_strdup_printf ("逾期后果：%s", follows);

  if (yn_json_size (entries) == 0)
    return;
  yn_printing_section (printing, "缺少的材料与补正期限");
  for (guint i = 0; i < yn_json_size (entries); i++)
    {
      g_autofree char *marker = g_strdup_printf ("%u.", i + 1);
      g_autofree char *entry = g_strdup_printf ("%s/%u", pointer, i);
      g_autofree char *words = lacking_words (printing, entry, yn_json_at (entries, i));

      yn_layout_item (printing->layout, marker, words, NULL);
    }
  yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, what_follows);
  yn_printing_mark (printing, pointer);
}
