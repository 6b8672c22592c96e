/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/home-page.h"

#include "desk/recording.h"
#include "desk/sitting.h"
#include "desk/standing.h"
#include "widgets/count-box.h"
#include "widgets/link-row.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnHomePage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkLabel *greeting;
  GtkWidget *story_box;
  GtkLabel *story;
  GtkBox *mine;
  GtkBox *under_way;
  GtkWidget *under_way_title;
  GtkLabel *grade;
  GtkFlowBox *counts;
  GtkLabel *as_of;

  GPtrArray *standings; /* as they came last, or NULL */
  YnRecord *record;     /* the same */
};

enum
{
  DAYS_AHEAD = 60, /* what ends within so many days waits for the person */
};

G_DEFINE_FINAL_TYPE (YnHomePage, yn_home_page, YN_TYPE_PAGE)

static gboolean
needs_me (const YnStanding *standing)
{
  return standing->stage == YN_STAGE_FILLING || standing->stage == YN_STAGE_TO_SIGN
         || standing->stage == YN_STAGE_SUPPLEMENT;
}

static gboolean
goes_on (const YnStanding *standing)
{
  return standing->stage == YN_STAGE_WAITING || standing->stage == YN_STAGE_RECEIVED
         || standing->stage == YN_STAGE_ACCEPTED;
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_nothing (GtkBox *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "nothing");
  gtk_box_append (box, label);
}

static gboolean
ends_soon (YnHomePage *self, const char *day)
{
  g_autofree char *today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  int left = yn_day_valid (day) ? yn_day_between (today, day) : -1;

  return left >= 0 && left <= DAYS_AHEAD;
}

/* Commitments on the record that end soon: whoever wants to keep them in force makes a new one. */
static guint
add_ending (YnHomePage *self)
{
  YnLanguage language = yn_page_language (YN_PAGE (self));
  guint n = 0;

  for (guint i = 0; self->record != NULL && i < self->record->entries->len; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (self->record->entries, i);
      const char *until = yn_json_get_string (entry->json, "validUntil");
      g_autofree char *day = NULL;
      g_autofree char *words = NULL;
      GtkWidget *row;

      if (g_strcmp0 (entry->kind, "commitment") != 0 || entry->replaced || until == NULL || !ends_soon (self, until))
        continue;
      day = yn_words_day (until, language);
      words = g_strdup_printf (_("Ends on %s. A new commitment keeps it in force."), day);
      row = yn_link_row_new ("alarm-symbolic", entry->title, words, _("Ends soon"));
      yn_link_row_set_action (YN_LINK_ROW (row), "room.entry", entry->id);
      gtk_box_append (self->mine, row);
      n++;
    }
  return n;
}

static void
show_standings (YnHomePage *self)
{
  YnLanguage language = yn_page_language (YN_PAGE (self));
  GPtrArray *standings = self->standings;
  guint mine = 0, under_way = 0;

  clear (self->mine);
  clear (self->under_way);
  for (guint i = 0; standings != NULL && i < standings->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (standings, i);

      if (needs_me (standing) && mine++ < 6)
        gtk_box_append (self->mine, yn_link_row_new_for_standing (standing, language));
      else if (goes_on (standing) && under_way++ < 6)
        gtk_box_append (self->under_way, yn_link_row_new_for_standing (standing, language));
    }
  if (add_ending (self) + mine == 0)
    add_nothing (self->mine, _("Nothing waits for you."));
  gtk_widget_set_visible (GTK_WIDGET (self->under_way), under_way > 0);
  gtk_widget_set_visible (self->under_way_title, under_way > 0);
}

static void
standings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standings = yn_desk_standings_finish (YN_DESK (source), result, &error);
  g_autofree char *notice = yn_page_offline_words (YN_PAGE (self));
  g_autofree char *shown = NULL;

  if (standings == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  shown = yn_link_rows_shown (standings);
  g_clear_pointer (&self->standings, g_ptr_array_unref);
  self->standings = g_ptr_array_ref (standings);
  if (yn_page_is_news (YN_PAGE (self), shown))
    show_standings (self);
  yn_state_view_set_notice (self->state, notice);
  yn_state_view_ready (self->state);
}

static void
record_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnRecord) record = yn_desk_record_finish (YN_DESK (source), result, &error);
  g_autofree char *as_of = NULL;

  if (record == NULL)
    {
      gtk_label_set_text (self->grade, "");
      gtk_label_set_text (self->as_of, _("The record has not come from the platform yet."));
      return;
    }
  gtk_label_set_text (self->grade, *record->grade != '\0' ? record->grade : _("No grade has been given."));
  yn_count_boxes_set (self->counts, record->counts);
  as_of = g_strdup_printf (record->stale ? _("As the platform gave it on %s; it may have changed since.")
                                         : _("As the platform gave it on %s."),
                           record->as_of);
  gtk_label_set_text (self->as_of, as_of);
  g_clear_pointer (&self->record, yn_record_free);
  self->record = g_steal_pointer (&record);
  show_standings (self);
}

/* Only a practice platform's enterprises have a story. */
static void
samples_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHomePage) self = user_data;
  g_autoptr (GPtrArray) samples = yn_desk_samples_finish (YN_DESK (source), result, NULL);
  g_autoptr (YnDeskStatus) status = yn_desk_status (YN_DESK (source));

  for (guint i = 0; samples != NULL && i < samples->len; i++)
    {
      const YnSample *sample = g_ptr_array_index (samples, i);

      if (g_strcmp0 (sample->uscc, status->uscc) != 0)
        continue;
      gtk_label_set_text (self->story, sample->story);
      gtk_widget_set_visible (self->story_box, TRUE);
    }
}

static void
yn_home_page_refresh (YnPage *page)
{
  YnHomePage *self = YN_HOME_PAGE (page);
  YnDesk *desk = yn_page_desk (page);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);

  if (!status->signed_in)
    return;
  gtk_label_set_text (self->greeting, status->enterprise_name);
  yn_desk_standings_async (desk, yn_page_cancellable (page), standings_cb, g_object_ref (self));
  yn_desk_record_async (desk, yn_page_cancellable (page), record_cb, g_object_ref (self));
  if (status->practice && !gtk_widget_get_visible (self->story_box))
    yn_desk_samples_async (desk, yn_page_cancellable (page), samples_cb, g_object_ref (self));
}

static void
yn_home_page_finalize (GObject *object)
{
  YnHomePage *self = YN_HOME_PAGE (object);

  g_clear_pointer (&self->standings, g_ptr_array_unref);
  g_clear_pointer (&self->record, yn_record_free);
  G_OBJECT_CLASS (yn_home_page_parent_class)->finalize (object);
}

static void
yn_home_page_class_init (YnHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_home_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_home_page_refresh;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, state);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, greeting);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, story_box);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, story);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, mine);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, under_way);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, under_way_title);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, grade);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, counts);
  gtk_widget_class_bind_template_child (widget_class, YnHomePage, as_of);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_home_page_init (YnHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Home"));
}
