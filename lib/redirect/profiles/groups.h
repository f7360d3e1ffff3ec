// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace hopscope
{

/// The kinds of clients, as headings.
inline constexpr const char *kSpecifications = QT_TRANSLATE_NOOP("profiles", "Specifications");
inline constexpr const char *kBrowsers = QT_TRANSLATE_NOOP("profiles", "Browsers and crawlers");
inline constexpr const char *kCommandLine = QT_TRANSLATE_NOOP("profiles", "Command line");
inline constexpr const char *kPython = QT_TRANSLATE_NOOP("profiles", "Python");
inline constexpr const char *kJavaScript = QT_TRANSLATE_NOOP("profiles", "JavaScript");
inline constexpr const char *kJava = QT_TRANSLATE_NOOP("profiles", "Java");
inline constexpr const char *kGo = QT_TRANSLATE_NOOP("profiles", "Go");
inline constexpr const char *kPhp = QT_TRANSLATE_NOOP("profiles", "PHP");
inline constexpr const char *kPerl = QT_TRANSLATE_NOOP("profiles", "Perl");
inline constexpr const char *kRuby = QT_TRANSLATE_NOOP("profiles", "Ruby");
inline constexpr const char *kRust = QT_TRANSLATE_NOOP("profiles", "Rust");
inline constexpr const char *kR = QT_TRANSLATE_NOOP("profiles", "R");
inline constexpr const char *kCpp = QT_TRANSLATE_NOOP("profiles", "C++");
inline constexpr const char *kApple = QT_TRANSLATE_NOOP("profiles", "Apple");
inline constexpr const char *kDotNet = QT_TRANSLATE_NOOP("profiles", ".NET");
inline constexpr const char *kDart = QT_TRANSLATE_NOOP("profiles", "Dart");
inline constexpr const char *kGnome = QT_TRANSLATE_NOOP("profiles", "GNOME");
inline constexpr const char *kQtGroup = QT_TRANSLATE_NOOP("profiles", "Qt");
inline constexpr const char *kOwn = QT_TRANSLATE_NOOP("profiles", "Custom");

} // namespace hopscope
