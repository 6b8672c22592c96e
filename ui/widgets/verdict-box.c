/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/verdict-box.h"

#include "widgets/paragraph.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnVerdictBox
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (YnVerdictBox, yn_verdict_box, GTK_TYPE_BOX)

/* Word and shape for each of the three; colour comes after. */
static const char *
verdict_icon (const char *verdict)
{
  if (g_strcmp0 (verdict, "yes") == 0)
    return "emblem-ok-symbolic";
  return g_strcmp0 (verdict, "no") == 0 ? "action-unavailable-symbolic" : "dialog-question-symbolic";
}

static const char *
verdict_word (const char *verdict)
{
  if (g_strcmp0 (verdict, "yes") == 0)
    return _("Yes");
  return g_strcmp0 (verdict, "no") == 0 ? _("No") : _("Cannot be told here");
}

static GtkWidget *
said_new (const char *heading, const char *style, const char *verdict, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (verdict_icon (verdict));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), yn_paragraph_new (heading, style));
  if (words != NULL && *words != '\0')
    gtk_box_append (GTK_BOX (column), yn_paragraph_new (words, NULL));
  gtk_widget_add_css_class (row, "answer");
  gtk_widget_add_css_class (row, verdict != NULL ? verdict : "cannot-tell");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), column);
  return row;
}

static GtkWidget *
answer_new (const char *question, const char *verdict, const char *words)
{
  g_autofree char *answer = g_strdup_printf ("%s %s", question, verdict_word (verdict));

  return said_new (answer, "heading", verdict, words);
}

static char *
who_words (const YnJson *who)
{
  const char *parts[] = { yn_json_get_string (who, "name"), yn_json_get_string (who, "uscc") };
  const char *issuer = yn_json_get_string (who, "issuer");
  const char *words = yn_json_get_string (who, "words");
  GString *text = g_string_new (words);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", parts[i]);
  if (issuer != NULL && *issuer != '\0')
    {
      g_autofree char *line = g_strdup_printf (_("Certificate issued by %s"), issuer);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
  return g_string_free (text, FALSE);
}

static void
add_signature (YnVerdictBox *self, const YnJson *signature, guint number)
{
  const YnJson *intact = yn_json_get (signature, "intact");
  const YnJson *who = yn_json_get (signature, "who");
  const YnJson *when = yn_json_get (signature, "when");
  g_autofree char *heading = g_strdup_printf (_("Signature %u"), number);
  g_autofree char *who_said = who_words (who);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (self), yn_paragraph_new (heading, "title-4"));
  gtk_box_append (GTK_BOX (card), answer_new (_("Is it intact?"), yn_json_get_string (intact, "verdict"),
                                              yn_json_get_string (intact, "words")));
  gtk_box_append (GTK_BOX (card), answer_new (_("Do we know who signed?"), yn_json_get_string (who, "verdict"), who_said));
  gtk_box_append (GTK_BOX (card), answer_new (_("Is the time proven?"), yn_json_get_string (when, "verdict"),
                                              yn_json_get_string (when, "words")));
  gtk_box_append (GTK_BOX (self), card);
}

void
yn_verdict_box_set (YnVerdictBox *self, const YnVerdictView *verdict, YnLanguage language)
{
  const YnJson *signatures = yn_json_get (verdict->json, "signatures");
  const char *whole = yn_json_get_string (verdict->json, "whole");
  GtkWidget *child;
  GtkWidget *head;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  head = said_new (verdict->headline, "title-3", whole, verdict->advice);
  gtk_widget_add_css_class (head, "verdict");
  gtk_box_append (GTK_BOX (self), head);
  for (guint i = 0; i < yn_json_size (signatures); i++)
    add_signature (self, yn_json_at (signatures, i), i + 1);
}

static void
yn_verdict_box_class_init (YnVerdictBoxClass *klass)
{
}

static void
yn_verdict_box_init (YnVerdictBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}
