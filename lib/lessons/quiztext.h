// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

namespace hopscope
{

/// Texts of the quiz: QuizText::tr("...").
struct QuizText {
    Q_DECLARE_TR_FUNCTIONS(quiz)
};

} // namespace hopscope
