/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A commitment letter (信用承诺书): one fixed skeleton of sections. A section that the service has nothing
 * for is left out, and the numbers close up. */

#include "papers/printing.h"

#include "forms/signers.h"

/* Plain words, no official text. */
#define AUTHORISATION "同意受理单位和依法有权的部门为办理和核查本承诺，依法查询、核对本单位的相关数据。"

static const YnJson *
member (YnPrinting *printing, const char *name)
{
  return yn_json_get (yn_service_json (printing->service), name);
}

static char *
filled (YnPrinting *printing, const YnJson *text)
{
  return text != NULL ? yn_service_fill (printing->service, text, printing->answers, YN_LANGUAGE_ZH_CN)
                      : g_strdup ("");
}

/* A type that the list does not have says itself what it is. */
static char *
type_words (YnPrinting *printing, const char *code)
{
  g_autofree char *own = filled (printing, member (printing, "commitmentTypeText"));
  const char *words = yn_service_commitment_type (printing->service, YN_LANGUAGE_ZH_CN);

  if (words == NULL)
    return g_strdup (code != NULL ? code : "");
  return *own != '\0' ? g_strdup_printf ("%s：%s", words, own) : g_strdup (words);
}

static const char *
publicity_words (int type)
{
  switch (type)
    {
    case 1:
      return "可向社会公开";
    case 2:
      return "特定范围内公开";
    case 3:
      return "不可公开";
    default:
      return "";
    }
}

static void
print_head (YnPrinting *printing)
{
  const char *authority = yn_json_get_string (yn_json_get (printing->body, "authority"), "name");
  const char *number = yn_json_get_string (printing->body, "number");
  g_autofree char *to = g_strdup_printf ("致：%s", authority != NULL ? authority : "受理单位");
  g_autofree char *number_text = g_strdup_printf ("编号：%s", number != NULL ? number : "受理时赋予");

  yn_layout_ends (printing->layout, to, number_text);
}

static char *
joined_basis (YnPrinting *printing)
{
  const YnJson *basis = member (printing, "legalBasis");
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (basis); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "",
                            yn_json_text (yn_json_at (basis, i), YN_LANGUAGE_ZH_CN));
  return g_string_free (out, FALSE);
}

static void
print_type_and_reason (YnPrinting *printing)
{
  const char *code = yn_json_string (member (printing, "commitmentType"));
  g_autofree char *type = type_words (printing, code);
  g_autofree char *reason = filled (printing, member (printing, "reason"));
  g_autofree char *basis = joined_basis (printing);

  if (code == NULL && reason[0] == '\0' && basis[0] == '\0' && yn_json_get (printing->body, "about") == NULL)
    return;
  yn_printing_section (printing, "承诺类型与事由");
  yn_printing_row (printing, "承诺类型", type);
  yn_printing_row (printing, "承诺事由", reason);
  yn_printing_about (printing);
  yn_printing_row (printing, "依据", basis);
}

static gboolean
is_common (const YnJson *clause)
{
  const char *id = yn_json_get_string (clause, "id");

  return id != NULL && id[0] == 'C' && g_ascii_isdigit (id[1]);
}

static void
print_clauses (YnPrinting *printing, const YnJson *clauses, gboolean common, const char *title)
{
  guint n = 0;

  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const YnJson *clause = yn_json_at (clauses, i);
      const char *text = yn_json_get_string (clause, "text");
      g_autofree char *marker = NULL, *note = NULL;

      if (is_common (clause) != common || text == NULL)
        continue;
      if (n++ == 0)
        yn_printing_section (printing, title);
      marker = g_strdup_printf ("%u.", n);
      note = g_strdup_printf ("［%s v%s］", yn_json_get_string (clause, "id"),
                              yn_json_get_string (clause, "version"));
      yn_layout_item (printing->layout, marker, text, note);
    }
}

static void
print_liability (YnPrinting *printing)
{
  const YnJson *liability = member (printing, "liability");

  if (yn_json_size (liability) == 0)
    return;
  yn_printing_section (printing, "违诺责任");
  for (guint i = 0; i < yn_json_size (liability); i++)
    {
      g_autofree char *marker = g_strdup_printf ("%u.", i + 1);
      g_autofree char *text = filled (printing, yn_json_at (liability, i));

      yn_layout_item (printing->layout, marker, text, NULL);
    }
}

/* "2; from the opening of tenders on: 1" */
static char *
publicity_text (YnPrinting *printing)
{
  const YnJson *publicity = member (printing, "publicity");
  const char *until = yn_json_get_string (publicity, "until");
  int type = yn_service_publicity (printing->service);
  int then = (int) yn_json_get_int (publicity, "then", 0);
  g_autofree char *when = NULL, *label = NULL;

  if (until == NULL || then == 0)
    return g_strdup_printf ("%d（%s）", type, publicity_words (type));
  label = yn_service_label (printing->service, until, YN_LANGUAGE_ZH_CN);
  when = yn_service_answer_text (printing->service, until, yn_json_pointer (printing->answers, until),
                                 YN_LANGUAGE_ZH_CN);
  return g_strdup_printf ("%d（%s）；%s（%s）之后，%d（%s）", type, publicity_words (type), label, when, then,
                          publicity_words (then));
}

static void
print_publicity (YnPrinting *printing)
{
  g_autoptr (YnJson) promise = NULL;
  g_autofree char *type = NULL;

  if (member (printing, "publicity") == NULL)
    return;
  promise = yn_service_promise (printing->service, printing->answers, YN_LANGUAGE_ZH_CN);
  type = publicity_text (printing);
  yn_printing_section (printing, "公示与授权");
  yn_printing_row (printing, "公开类型", type);
  yn_printing_row (printing, "公开范围", yn_json_get_string (promise, "seenBy"));
  yn_printing_row (printing, "授权", AUTHORISATION);
  yn_printing_row (printing, "撤回与变更", yn_json_get_string (promise, "takeBack"));
}

static char *
validity_text (YnPrinting *printing)
{
  const YnJson *validity = member (printing, "validity");
  const char *day = yn_json_get_string (printing->body, "day");
  g_autofree char *until = day != NULL ? yn_service_valid_until (printing->service, day) : NULL;
  g_autofree char *from_words = yn_printing_day (day);
  g_autofree char *until_words = yn_printing_day (until);

  if (until != NULL)
    return g_strdup_printf ("自%s起，至%s止", from_words, until_words);
  if (g_strcmp0 (yn_json_get_string (validity, "mode"), "event") == 0)
    return filled (printing, validity);
  return g_strdup ("");
}

static void
print_validity (YnPrinting *printing)
{
  g_autofree char *text = member (printing, "validity") != NULL ? validity_text (printing) : g_strdup ("");

  if (text[0] == '\0')
    return;
  yn_printing_section (printing, "有效期");
  yn_printing_row (printing, "有效期", text);
}

/* Who signs, in the order in which they do. The enterprise's own name stands above. */
static void
print_signers (YnPrinting *printing)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (printing->service, printing->body);

  if (yn_signers_in_ink (printing->service, printing->body))
    yn_printing_row (printing, "手写签名盖章", "见附件“手写签名盖章扫描件”");
  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);
      gboolean partner = strcmp (signer->role, "consortium-member") == 0;
      gboolean named = signer->name != NULL && (signer->person || partner);
      g_autofree char *label = signers->len > 1 ? g_strdup_printf ("签署人（第%u位）", i + 1) : g_strdup ("签署人");
      g_autofree char *code = partner ? g_strdup_printf ("（%s）", signer->uscc) : NULL;
      g_autofree char *words = g_strconcat (yn_signer_role_words (signer->role, YN_LANGUAGE_ZH_CN), named ? "　" : "",
                                            named ? signer->name : "", code != NULL ? code : "",
                                            signer->required ? NULL : "（可以不签）", NULL);

      yn_printing_row (printing, label, words);
    }
}

static void
print_signing (YnPrinting *printing)
{
  const YnJson *enterprise = yn_json_get (printing->body, "enterprise");
  g_autofree char *day = yn_printing_day (yn_json_get_string (printing->body, "day"));

  yn_printing_section (printing, "签署");
  yn_printing_row (printing, "单位全称", yn_json_get_string (enterprise, "name"));
  yn_printing_row (printing, "统一社会信用代码", yn_json_get_string (enterprise, "uscc"));
  print_signers (printing);
  yn_printing_row (printing, "承诺日期", day);
}

void
yn_printing_letter (YnPrinting *printing)
{
  gboolean is_repair = g_str_equal (yn_service_kind (printing->service), "repair");
  g_autoptr (YnJson) clauses = yn_service_clauses (printing->service, printing->answers, YN_LANGUAGE_ZH_CN);
  guint kept;

  print_head (printing);
  yn_printing_told (printing);
  yn_printing_text (printing, "intro");
  yn_printing_section (printing, "承诺主体基本信息");
  yn_printing_fields (printing, "/enterprise");
  print_type_and_reason (printing);
  yn_printing_lacking (printing);
  print_clauses (printing, clauses, TRUE, "通用承诺条款");
  print_clauses (printing, clauses, FALSE, is_repair ? "信用修复承诺条款" : "行业承诺条款");
  if (yn_printing_has_more (printing))
    {
      yn_printing_section (printing, is_repair ? "信用修复信息" : "行业信息项");
      yn_printing_form (printing, 2, FALSE);
      yn_printing_rest (printing);
    }
  print_liability (printing);
  print_publicity (printing);
  print_validity (printing);
  yn_printing_text (printing, "closing");
  yn_printing_attachments (printing);
  kept = yn_layout_begin_keep (printing->layout);
  print_signing (printing);
  yn_printing_colophon (printing);
  yn_layout_end_keep (printing->layout, kept);
}
