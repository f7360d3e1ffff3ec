// SPDX-License-Identifier: MIT
#include "ui/class/classquestion.h"

#include "class/classtext.h"
#include "lessons/lessontext.h"
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Of the question itself, to the type of its options.
constexpr qreal kHeadingScale = 1.4;

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QString textIn(const Classroom &room, const QString &text)
{
    return plainText(room.lesson.scenario, text);
}

} // namespace

ClassQuestion::ClassQuestion(QWidget *parent)
    : QWidget(parent), m_heading(plainLabel({})), m_part(plainLabel({})), m_answer(plainLabel({}))
{
    m_heading->setAccessibleName(tr("Question"));
    m_part->setAccessibleName(tr("Part of the question"));
    m_answer->setAccessibleName(tr("Right answer, reason and source"));
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (QLabel *label : {m_heading, m_part, m_answer})
        layout->addWidget(label);
    layout->addStretch(1);
}

void ClassQuestion::enlarge(QWidget *widget, qreal scale, bool bold) const
{
    QFont font = widget->font();
    font.setPixelSize(int(m_pixels * scale));
    font.setBold(bold);
    widget->setFont(font);
}

void ClassQuestion::setType(int pixels, const Classroom &room)
{
    if (pixels == m_pixels)
        return;
    m_pixels = pixels;
    enlarge(m_heading, kHeadingScale, true);
    enlarge(m_part, 1, true);
    enlarge(m_answer, 1, false);
    showRoom(room);
}

void ClassQuestion::showRoom(const Classroom &room)
{
    m_heading->setText(textIn(room, room.lesson.question));
    if (room.part >= room.lesson.parts.size())
        return;
    const QuestionPart &part = room.lesson.parts.at(room.part);
    const QString number =
        classText(ClassText::QuestionOf).arg(QString::number(room.part + 1), QString::number(room.lesson.parts.size()));
    m_part->setText(number + u": "_s + textIn(room, part.label));
    showOptions(room, part);
    const PartAnswer &answer = room.answers.at(room.part);
    const bool isRevealed = room.stage == ClassStage::Revealed;
    m_answer->setVisible(isRevealed);
    m_answer->setText(
        isRevealed
            ? u"%1\n%2\n%3"_s.arg(classText(ClassText::RightAnswer).arg(textIn(room, optionText(part, answer.value))),
                                  answer.reason, classText(ClassText::Sources).arg(answer.sources.join(u"; "_s)))
            : QString());
}

void ClassQuestion::showOptions(const Classroom &room, const QuestionPart &part)
{
    delete m_options;
    m_options = new QWidget;
    auto *grid = new QGridLayout(m_options);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    const QList<int> counts = tally(room, room.part);
    const int most = std::max(1, *std::max_element(counts.begin(), counts.end()));
    const bool isRevealed = room.stage == ClassStage::Revealed;
    for (int i = 0; i < part.options.size(); ++i) {
        const bool isRight = isRevealed && part.options.at(i).value == room.answers.at(room.part).value;
        const QString text = u"%1  %2"_s.arg(QChar(char16_t(u'a' + i))).arg(textIn(room, part.options.at(i).text));
        QLabel *label = plainLabel(isRight ? u"\u2714 "_s + text : text);
        enlarge(label, 1, isRight);
        grid->addWidget(label, i, 0);
        if (!isRevealed)
            continue;
        auto *bar = new QProgressBar;
        bar->setRange(0, most);
        bar->setValue(counts.at(i));
        bar->setFormat(QString::number(counts.at(i)));
        bar->setAccessibleName(tr("Votes for %1: %2").arg(text).arg(counts.at(i)));
        enlarge(bar, 1, isRight);
        grid->addWidget(bar, i, 1);
    }
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_answer), m_options);
}

} // namespace hopscope
