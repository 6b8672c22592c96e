/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* GLib's locks are made of futexes that ThreadSanitizer does not see. Whoever hands something from thread to thread
 * through them says itself what happens before what: yielding() before a lock is left or a result is sent, taking()
 * after it is entered or fetched. */
#pragma once

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#define taking(address) __tsan_acquire (address)
#define yielding(address) __tsan_release (address)
#else
#define taking(address) ((void) (address))
#define yielding(address) ((void) (address))
#endif
