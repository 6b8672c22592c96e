/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/printing.h"

#include "base/clock.h"

#include <string.h>

#define HASH_LABEL "　　指纹（SHA-256）"

static char *
chinese_number (guint n)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (n < 10)
    return g_strdup (digits[n]);
  return g_strdup_printf ("%s十%s", n < 20 ? "" : digits[MIN (n / 10, 9)], digits[n % 10]);
}

void
yn_printing_section (YnPrinting *printing, const char *title)
{
  g_autofree char *number = chinese_number (++printing->section);
  g_autofree char *heading = g_strdup_printf ("%s、%s", number, title);

  yn_layout_heading (printing->layout, 1, heading);
}

char *
yn_printing_day (const char *day)
{
  if (day == NULL || !yn_day_valid (day))
    return g_strdup (day != NULL ? day : "");
  return g_strdup_printf ("%.4s年%d月%d日", day, atoi (day + 5), atoi (day + 8));
}

gboolean
yn_printing_text (YnPrinting *printing, const char *member)
{
  const YnJson *text = yn_json_get (yn_service_json (printing->service), member);
  g_autofree char *filled = NULL;

  if (text == NULL)
    return FALSE;
  filled = yn_service_fill (printing->service, text, printing->answers, YN_LANGUAGE_ZH_CN);
  yn_layout_paragraph (printing->layout, YN_LAYOUT_INDENTED, filled);
  return TRUE;
}

void
yn_printing_row (YnPrinting *printing, const char *label, const char *value)
{
  if (value != NULL && value[0] != '\0')
    yn_layout_row (printing->layout, label, value);
}

void
yn_printing_about (YnPrinting *printing)
{
  static const char *const words[][2] = {
    { "replaces", "替换" },   { "supplements", "补充" }, { "withdraws", "撤回" },
    { "objects-to", "异议" }, { "answers", "答复" },
  };
  const YnJson *about = yn_json_get (printing->body, "about");
  const char *relation = yn_json_get_string (about, "relation");
  const char *word = relation;
  g_autofree char *label = NULL;

  if (relation == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (relation, words[i][0]))
      word = words[i][1];
  label = g_strdup_printf ("%s的办件（SHA-256）", word);
  yn_printing_row (printing, label, yn_json_get_string (about, "id"));
}

/* Attachments */

static char *
slot_title (YnPrinting *printing, const char *id)
{
  const YnJson *slots = yn_json_get (yn_service_json (printing->service), "attachments");

  for (guint i = 0; i < yn_json_size (slots); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (slots, i), "id"), id) == 0)
      return g_strdup (yn_json_text (yn_json_get (yn_json_at (slots, i), "title"), YN_LANGUAGE_ZH_CN));
  return g_strdup (id != NULL ? id : "");
}

static char *
grouped_number (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GString *out = g_string_new (NULL);
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

/* The slot it fills, its name, its size: a line each. */
static char *
attachment_words (YnPrinting *printing, const YnJson *attachment)
{
  g_autofree char *slot = slot_title (printing, yn_json_get_string (attachment, "id"));
  g_autofree char *bytes = grouped_number (yn_json_get_int (attachment, "size", 0));
  const char *name = yn_json_get_string (attachment, "name");
  const char *type = yn_json_get_string (attachment, "type");
  gint64 pages = yn_json_get_int (attachment, "pages", 0);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n%s\n%s 字节", slot, name != NULL ? name : "—", bytes);
  if (pages > 0)
    g_string_append_printf (out, "，%" G_GINT64_FORMAT " 页", pages);
  if (type != NULL)
    g_string_append_printf (out, "，%s", type);
  return g_string_free (out, FALSE);
}

void
yn_printing_attachments (YnPrinting *printing)
{
  const YnJson *attachments = yn_json_get (printing->body, "attachments");
  const char *annex = yn_json_get_string (printing->body, "annex");

  if (yn_json_size (attachments) == 0 && annex == NULL)
    return;
  yn_layout_heading (printing->layout, 1, "附件清单");
  for (guint i = 0; i < yn_json_size (attachments); i++)
    {
      g_autofree char *label = g_strdup_printf ("附件 %u", i + 1);
      g_autofree char *words = attachment_words (printing, yn_json_at (attachments, i));

      yn_layout_row (printing->layout, label, words);
      yn_printing_row (printing, HASH_LABEL, yn_json_get_string (yn_json_at (attachments, i), "sha256"));
    }
  if (annex != NULL)
    {
      yn_layout_row (printing->layout, "不公开附页", "载有证件号码、电话等不公开的内容，只交受理单位。");
      yn_printing_row (printing, HASH_LABEL, annex);
    }
}

void
yn_printing_colophon (YnPrinting *printing)
{
  const YnJson *platform = yn_json_get (printing->body, "platform");
  const char *matter = yn_json_get_string (printing->body, "matter");
  const char *platform_name = yn_json_get_string (platform, "name");
  const char *platform_id = yn_json_get_string (platform, "id");
  g_autofree char *text =
      g_strdup_printf ("本文书内含机读文件 answers.json，其内容就是以上所印的内容。办理事项：%s "
                       "第%s版（SHA-256 %s）。"
                       "事：%s。平台：%s（%s）。",
                       yn_service_id (printing->service), yn_service_version (printing->service),
                       yn_service_sha256 (printing->service), matter != NULL ? matter : "—",
                       platform_name != NULL ? platform_name : "—", platform_id != NULL ? platform_id : "—");

  yn_layout_paragraph (printing->layout, YN_LAYOUT_QUIET, text);
}
