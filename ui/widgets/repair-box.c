/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/repair-box.h"

#include "widgets/fact-list.h"
#include "widgets/paragraph.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnRepairBox
{
  GtkBox parent_instance;

  YnLanguage language;
};

G_DEFINE_FINAL_TYPE (YnRepairBox, yn_repair_box, GTK_TYPE_BOX)

static GtkWidget *
card_new (void)
{
  GtkWidget *card = g_object_new (YN_TYPE_FACT_LIST, NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "facts");
  return card;
}

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
add_if (GtkWidget *list, const char *title, const char *text)
{
  if (says (text))
    yn_fact_list_add (YN_FACT_LIST (list), title, text);
}

static void
add_day (YnRepairBox *self, GtkWidget *list, const char *title, const char *day)
{
  g_autofree char *words = yn_words_day (day, self->language);

  if (day != NULL)
    yn_fact_list_add (YN_FACT_LIST (list), title, words);
}

static void
add_reading (YnRepairBox *self, const YnJson *reading, guint number, gboolean alone)
{
  GtkWidget *card = card_new ();
  const char *reads = yn_json_get_string (reading, "reads");
  const char *article = yn_json_get_string (reading, "article");
  g_autofree char *heading = alone ? g_strdup (_("When")) : g_strdup_printf (_("Reading %u"), number);
  g_autofree char *rule = g_strjoin (" ", yn_json_get_string (reading, "document"), article, NULL);

  gtk_box_append (GTK_BOX (self), yn_paragraph_new (heading, "title-4"));
  if (says (reads))
    gtk_box_append (GTK_BOX (self), yn_paragraph_new (reads, NULL));
  add_day (self, card, _("You may apply from"), yn_json_get_string (reading, "mayApplyFrom"));
  add_if (card, _("No repair"), yn_json_get_string (reading, "notRepairable"));
  add_day (self, card, _("Display ends by itself on"), yn_json_get_string (reading, "automaticEnd"));
  add_if (card, _("Class"),
          says (yn_json_get_string (reading, "classWords")) ? yn_json_get_string (reading, "classWords")
                                                            : yn_json_get_string (reading, "class"));
  add_if (card, _("Rule"), rule);
  add_if (card, _("Why"), yn_json_get_string (reading, "why"));
  add_if (card, _("To be confirmed"), yn_json_get_string (reading, "toBeConfirmedBy"));
  gtk_box_append (GTK_BOX (self), card);
}

/* A title and what it rests on; what nobody has verified says so. */
static void
add_list (YnRepairBox *self, const YnJson *things, const char *heading, const char *title, const char *why)
{
  GtkWidget *card;

  if (yn_json_size (things) == 0)
    return;
  gtk_box_append (GTK_BOX (self), yn_paragraph_new (heading, "title-4"));
  card = card_new ();
  for (guint i = 0; i < yn_json_size (things); i++)
    {
      const YnJson *thing = yn_json_at (things, i);
      const char *reason = yn_json_get_string (thing, why);
      g_autoptr (GString) words = g_string_new (reason);

      if (yn_json_get_int (thing, "workingDays", 0) > 0)
        {
          g_autofree char *day = yn_words_day (yn_json_get_string (thing, "byIfAppliedToday"), self->language);

          g_string_printf (words, _("%d working days"), (int) yn_json_get_int (thing, "workingDays", 0));
          if (*day != '\0')
            g_string_append_printf (words, _("; by %s if you applied today"), day);
        }
      if (!yn_json_get_boolean (thing, "verified", FALSE))
        g_string_append_printf (words, " (%s)", _("to be confirmed by the authority"));
      yn_fact_list_add (YN_FACT_LIST (card), yn_json_get_string (thing, title), words->str);
    }
  gtk_box_append (GTK_BOX (self), card);
}

static void
add_body (YnRepairBox *self, const YnJson *explained)
{
  const YnJson *body = yn_json_get (explained, "body");
  GtkWidget *card = card_new ();

  gtk_box_append (GTK_BOX (self), yn_paragraph_new (_("Whom to ask"), "title-4"));
  add_if (card, _("Decided by"), yn_json_get_string (body, "name"));
  add_if (card, _("Where to apply"), yn_json_get_string (body, "window"));
  add_if (card, _("Fee"), yn_json_get_string (explained, "free"));
  gtk_box_append (GTK_BOX (self), card);
}

static const char *
now_words (const YnJson *explained)
{
  const char *now = yn_json_get_string (explained, "mayApplyNow");

  if (g_strcmp0 (now, "yes") == 0)
    return _("You may apply now. Whether it is granted is for the authority to decide.");
  if (g_strcmp0 (now, "differs") == 0)
    return _(
        "The rules can be read in more than one way, and they give different days. Ask the authority which one it follows.");
  return _("You may not apply yet, or there is nothing to apply for.");
}

void
yn_repair_box_set (YnRepairBox *self, const YnJson *explained, YnLanguage language)
{
  const YnJson *readings = yn_json_get (explained, "readings");
  const char *note = yn_json_get_string (explained, "note");
  GtkWidget *child;

  self->language = language;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  gtk_box_append (GTK_BOX (self), yn_paragraph_new (_("What follows from this penalty"), "title-3"));
  gtk_box_append (GTK_BOX (self), yn_paragraph_new (now_words (explained), "lead"));
  if (yn_json_get_string (explained, "classStated") == NULL)
    gtk_box_append (GTK_BOX (self),
                    yn_paragraph_new (_("The record does not state a class, so here is the day for each class."),
                                      NULL));
  if (says (note))
    gtk_box_append (GTK_BOX (self), yn_paragraph_new (note, NULL));
  for (guint i = 0; i < yn_json_size (readings); i++)
    add_reading (self, yn_json_at (readings, i), i + 1, yn_json_size (readings) == 1);
  add_list (self, yn_json_get (explained, "materials"), _("Materials"), "title", "why");
  add_list (self, yn_json_get (explained, "timers"), _("How long it may take"), "what", "source");
  add_body (self, explained);
}

static void
yn_repair_box_class_init (YnRepairBoxClass *klass)
{
}

static void
yn_repair_box_init (YnRepairBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
}
