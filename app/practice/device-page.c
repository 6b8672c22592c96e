/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/device-page.h"

#include "practice/accounts.h"
#include "practice/practice-resource.h"

#include <string.h>

static void
append_choice (GString *form, const YnSample *sample, gboolean first)
{
  const YnJson *trade = yn_json_get (sample->json, "trade");
  g_autofree char *choice =
      g_markup_printf_escaped ("<label class=\"choice\"><input type=\"radio\" name=\"uscc\" value=\"%s\"%s> "
                               "%s"
                               "<span>%s <span class=\"en\">%s</span></span></label>\n",
                               sample->uscc, first ? " checked" : "", yn_sample_name (sample),
                               yn_json_text (trade, YN_LANGUAGE_ZH_CN), yn_json_text (trade, YN_LANGUAGE_EN));

  g_string_append (form, choice);
}

static char *
form_html (YnOffice *office, const char *user_code)
{
  GString *form = g_string_new (NULL);
  g_autofree char *head = g_markup_printf_escaped (
      "<form method=\"post\" action=\"/device\">\n"
      "<fieldset><legend>代码 <span class=\"en\">Code</span></legend>\n"
      "<p>请核对：代码与电脑上显示的一致，才可同意。<br><span class=\"en\">Agree only if your computer shows "
      "this very code."
      "</span></p>\n"
      "<input type=\"text\" name=\"user_code\" value=\"%s\" maxlength=\"16\" autocomplete=\"off\" required"
      " aria-label=\"代码 Code\"></fieldset>\n"
      "<fieldset><legend>以哪家演练企业登录 <span class=\"en\">Sit down as</span></legend>\n",
      user_code != NULL ? user_code : "");

  g_string_append (form, head);
  for (guint i = 0; i < office->samples->len; i++)
    append_choice (form, g_ptr_array_index (office->samples, i), i == 0);
  g_string_append (form,
                   "</fieldset>\n"
                   "<button class=\"yes\" name=\"action\" value=\"approve\">同意 <span "
                   "class=\"en\">Agree</span></button>\n"
                   "<button name=\"action\" value=\"deny\">不同意 <span class=\"en\">Refuse</span></button>\n"
                   "</form>");
  return g_string_free (form, FALSE);
}

static gboolean
reply_page (YnReply *reply,
            guint status,
            const char *said_zh,
            const char *said_en,
            const char *form,
            GError **error)
{
  g_autoptr (GBytes) page =
      g_resource_lookup_data (yn_practice_get_resource (), "/org/yinuo/practice/device-page.html",
                              G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *said = NULL;
  GString *html;

  if (page == NULL)
    return FALSE;
  if (said_zh != NULL)
    said = g_strdup_printf ("<p class=\"said\" role=\"status\">%s<br><span class=\"en\">%s</span></p>",
                            said_zh, said_en);
  html = g_string_new_len (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
  g_string_replace (html, "@SAID@", said != NULL ? said : "", 1);
  g_string_replace (html, "@FORM@", form != NULL ? form : "", 1);

  yn_reply_header (reply, "Content-Security-Policy",
                   "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors "
                   "'none'");
  yn_reply_header (reply, "Cache-Control", "no-store");
  yn_reply_text (reply, status, "text/html; charset=utf-8", html->str);
  g_string_free (html, TRUE);
  return TRUE;
}

gboolean
yn_device_page_show (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autofree char *form = form_html (office, yn_request_query (request, "user_code"));

  return reply_page (reply, 200, NULL, NULL, form, error);
}

/* A page elsewhere could make a browser send this form; such a request names another origin than ours. */
static gboolean
is_from_elsewhere (YnOffice *office, const YnRequest *request)
{
  const char *origin = yn_request_header (request, "origin");
  const char *port = strrchr (office->address, ':');
  g_autofree char *by_name = g_strconcat ("http://localhost", port, NULL);

  return origin != NULL && !g_str_equal (origin, office->address) && !g_str_equal (origin, by_name);
}

gboolean
yn_device_page_answer (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GHashTable) form = is_from_elsewhere (office, request) ? NULL : yn_request_form (request);
  const char *user_code = form != NULL ? g_hash_table_lookup (form, "user_code") : NULL;
  const char *action = form != NULL ? g_hash_table_lookup (form, "action") : NULL;
  const char *uscc = form != NULL ? g_hash_table_lookup (form, "uscc") : NULL;
  gboolean approve = g_strcmp0 (action, "approve") == 0;
  g_autoptr (GError) local = NULL;
  g_autofree char *again = NULL;

  if (user_code == NULL || (!approve && g_strcmp0 (action, "deny") != 0))
    return reply_page (reply, 400, "没有看懂这次请求，什么也没有改。",
                       "This request was not understood; nothing was changed.", NULL, error);
  if (approve && yn_samples_find (office->samples, uscc) == NULL)
    {
      again = form_html (office, user_code);
      return reply_page (reply, 400, "请选择一家演练企业。", "Choose one of the sample enterprises.", again,
                         error);
    }
  if (yn_accounts_answer (office, user_code, approve ? uscc : NULL, &local))
    return approve
               ? reply_page (reply, 200, "已同意。请回到电脑上继续。", "Agreed. Go on at your computer.",
                             NULL, error)
               : reply_page (reply, 200, "已拒绝，没有登录。", "Refused; nobody was signed in.", NULL, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  again = form_html (office, user_code);
  return reply_page (reply, 400, "没有这个代码，或者它已经过期、已经用过。请核对后再试。",
                     "There is no such code, or it has expired or been used. Check it and try again.", again,
                     error);
}
