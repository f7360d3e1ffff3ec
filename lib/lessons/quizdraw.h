// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/quiz.h"

class QRandomGenerator;

namespace hopscope
{

/// Questions of the lessons of a choice, with their options in any order.
QList<QuizQuestion> drawnQuestions(QRandomGenerator &random, const QuizChoice &choice);

} // namespace hopscope
