/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The texts of a service file in two languages, clauses set aside. */

#include "forms/authoring-parts.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NESTING 8

static void
text_free (YnAuthoringText *text)
{
  g_free (text->pointer);
  for (guint i = 0; i < YN_AUTHORING_LANGUAGES; i++)
    g_free (text->text[i]);
  g_free (text);
}

static void
add_text (const YnJson *value, const char *pointer, GPtrArray *texts)
{
  YnAuthoringText *text = g_new0 (YnAuthoringText, 1);
  const char *zh = yn_json_get_string (value, "zh");
  const char *en = yn_json_get_string (value, "en");

  text->pointer = g_strdup (pointer);
  text->text[YN_LANGUAGE_ZH_CN] = g_strdup (zh);
  text->text[YN_LANGUAGE_EN] = g_strdup (yn_authoring_is_stand_in (zh, en) ? "" : en);
  g_ptr_array_add (texts, text);
}

static void
add_texts (const YnJson *value, const char *pointer, guint nesting, GPtrArray *texts)
{
  static const char *const others[] = { "/schema", "/uischema", "/words", "/clauses", NULL };

  if (nesting == 0 || g_strv_contains (others, pointer))
    return;
  if (yn_json_get_string (value, "zh") != NULL)
    add_text (value, pointer, texts);
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);

      if (yn_json_is_container (yn_json_at (value, i)))
        add_texts (yn_json_at (value, i), below, nesting - 1, texts);
    }
}

GPtrArray *
yn_authoring_texts (YnAuthoring *authoring)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) text_free);

  add_texts (authoring->json, "", MAX_NESTING, texts);
  return texts;
}

gboolean
yn_authoring_set_text (YnAuthoring *authoring, const char *pointer, YnLanguage language, const char *text)
{
  const YnJson *value = yn_authoring_at (authoring, pointer);
  gboolean stands_in = yn_authoring_is_stand_in (yn_json_get_string (value, "zh"), yn_json_get_string (value, "en"));
  g_autoptr (YnJson) words = yn_json_new_string (text);
  g_autoptr (YnJson) chinese = yn_json_ref (yn_json_get (value, "zh"));
  g_autoptr (YnJson) changed = yn_json_ref (value);
  g_autofree char *typing = g_strdup_printf ("%s %d", pointer, language);

  if (value == NULL)
    return FALSE;
  if (language == YN_LANGUAGE_ZH_CN)
    yn_json_put (&changed, "/zh", words);
  if (language == YN_LANGUAGE_EN)
    yn_json_put (&changed, "/en", *text != '\0' ? words : chinese);
  else if (stands_in && yn_json_get (value, "en") != NULL)
    yn_json_put (&changed, "/en", words);
  return yn_authoring_put (authoring, pointer, changed, typing);
}

/* The longest beginning that fits; a number behind it is told. */
static const struct
{
  const char *pointer;
  const char *names[YN_AUTHORING_LANGUAGES];
} names[] = {
  { "/title", { "名称", "Title" } },
  { "/summary", { "简介", "Summary" } },
  { "/reason", { "承诺事由", "Reason" } },
  { "/legalBasis", { "依据", "Legal basis" } },
  { "/atHand", { "办理前备好", "To have at hand" } },
  { "/promise/you", { "签署前的说明·承诺什么", "Before signing: what is promised" } },
  { "/promise/until", { "签署前的说明·到何时", "Before signing: until when" } },
  { "/promise/seenBy", { "签署前的说明·谁能看到", "Before signing: who will see it" } },
  { "/promise/ifNotKept", { "签署前的说明·违背的后果", "Before signing: if it is not kept" } },
  { "/promise/takeBack", { "签署前的说明·怎样撤回", "Before signing: how to take it back" } },
  { "/liability", { "违诺责任", "Liability" } },
  { "/notice/basis", { "行政机关告知·依据", "The authority’s notice: basis" } },
  { "/notice/conditions", { "行政机关告知·条件", "The authority’s notice: conditions" } },
  { "/notice/materials", { "行政机关告知·材料", "The authority’s notice: materials" } },
  { "/notice/supervision", { "行政机关告知·监管", "The authority’s notice: supervision" } },
  { "/notice/consequences", { "行政机关告知·后果", "The authority’s notice: consequences" } },
  { "/lackingConsequence", { "容缺材料逾期的后果", "If a lacking material is not brought" } },
  { "/attachments", { "附件", "Attachments" } },
  { "/compare", { "前后不一致时的提示", "What is said when answers do not agree" } },
  { "/complaint", { "向谁投诉", "Whom to tell when it is not kept" } },
  { "/validity", { "有效期", "Validity" } },
  { "/intro", { "开头的文字", "Opening words" } },
  { "/closing", { "结尾的文字", "Closing words" } },
};

/* Which of several texts in one entry. */
static const char *
part_of (const char *pointer, YnLanguage language)
{
  if (g_str_has_suffix (pointer, "/help"))
    return language == YN_LANGUAGE_EN ? " (help)" : "（说明）";
  if (g_str_has_suffix (pointer, "/where"))
    return language == YN_LANGUAGE_EN ? " (where it stands)" : "（在哪里看）";
  return "";
}

char *
yn_authoring_text_name (const char *pointer, YnLanguage language)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i].pointer);
      const char *rest = pointer + length;
      const char *part = part_of (pointer, language);

      if (strncmp (pointer, names[i].pointer, length) != 0 || (*rest != '\0' && *rest != '/'))
        continue;
      if (*rest == '\0')
        return g_strdup (names[i].names[language]);
      return g_strdup_printf ("%s %lu%s", names[i].names[language], strtoul (rest + 1, NULL, 10) + 1,
                              part);
    }
  return g_strdup (pointer);
}

/* --- the few settings beside texts ------------------------------------------------------------------------------- */

gboolean
yn_authoring_set_id (YnAuthoring *authoring, const char *id)
{
  g_autofree char *old = g_strdup (yn_authoring_id (authoring));
  g_autofree char *old_prefix = yn_authoring_clause_prefix (old);
  g_autofree char *prefix = yn_authoring_clause_prefix (id);
  gsize length = strlen (old_prefix);

  if (g_str_equal (id, old))
    return FALSE;
  yn_authoring_begin_step (authoring);
  yn_authoring_put_string (authoring, "/id", id, NULL);
  for (guint i = 0; i < yn_json_size (yn_authoring_at (authoring, "/clauses")); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/clauses/%u/id", i);
      const char *clause = yn_json_string (yn_authoring_at (authoring, pointer));
      g_autofree char *renamed = NULL;

      if (clause == NULL || strncmp (clause, old_prefix, length) != 0 || clause[length] != '-')
        continue;
      renamed = g_strconcat (prefix, clause + length, NULL);
      yn_authoring_put_string (authoring, pointer, renamed, NULL);
    }
  yn_authoring_end_step (authoring);
  return TRUE;
}

gboolean
yn_authoring_set_publicity (YnAuthoring *authoring, int type)
{
  g_autoptr (YnJson) value = yn_json_new_int (type);

  return yn_authoring_put (authoring, "/publicity/type", value, NULL);
}

int
yn_authoring_months (YnAuthoring *authoring)
{
  const YnJson *validity = yn_authoring_at (authoring, "/validity");

  return g_strcmp0 (yn_json_get_string (validity, "mode"), "months") == 0 ? yn_json_get_int (validity, "value", 0) : 0;
}

gboolean
yn_authoring_set_months (YnAuthoring *authoring, int months)
{
  g_autoptr (YnJson) value = yn_json_new_int (months);

  return months > 0 && yn_authoring_months (authoring) > 0
         && yn_authoring_put (authoring, "/validity/value", value, "/validity/value");
}
