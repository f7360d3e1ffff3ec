// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/authentication.h"

#include <QLatin1StringView>
#include <QStringList>

#include <span>

namespace hopscope
{

/// A way to send user name and password that the user can choose.
struct AuthChoiceRow {
    AuthChoice choice;
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("auth", ...)
};

std::span<const AuthChoiceRow> authChoices();
/// nullopt for an id that is none.
std::optional<AuthChoice> authChoice(QStringView id);
QStringList authChoiceIds();

} // namespace hopscope
