// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonparts.h"

#include "lessons/lessontext.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostHands = 999;
constexpr QChar kRight(u'✔');
constexpr int kLabelCharacters = 26;

/// As wide as it will be when it turns out to be right: then nothing moves.
class OptionButton : public QRadioButton
{
public:
    using QRadioButton::QRadioButton;

    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setBold(true);
        const QString marked = text().endsWith(kRight) ? text() : text() + u' ' + kRight;
        const int more = QFontMetrics(bold).horizontalAdvance(marked) - fontMetrics().horizontalAdvance(text());
        return QRadioButton::sizeHint() + QSize(std::max(more, 0), 0);
    }
};

} // namespace

LessonParts::LessonParts(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void LessonParts::setLesson(const Lesson &lesson, const Scenario &scenario)
{
    delete m_content;
    m_rows.clear();
    m_content = new QWidget;
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(18);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    layout()->addWidget(m_content);
    for (const QuestionPart &part : lesson.parts)
        addPart(scenario, part);
    setHandsVisible(m_handsVisible);
    fitLabels();
    m_content->show(); // now, not with the next events: Tab may come first
}

void LessonParts::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitLabels();
}

/// The column of names has a width of its own, so that the options of all rows begin at the same place.
void LessonParts::fitLabels()
{
    for (const Row &row : m_rows)
        row.title->setMinimumWidth(kLabelCharacters * fontMetrics().averageCharWidth());
}

void LessonParts::addPart(const Scenario &scenario, const QuestionPart &part)
{
    Row row;
    row.label = plainText(scenario, part.label);
    row.buttons = new QButtonGroup(m_content);
    const int number = int(m_rows.size());
    auto *label = new QLabel(row.label);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_grid->addWidget(label, number, 0, Qt::AlignVCenter);
    row.title = label;
    auto *options = new QWidget;
    auto *flow = new FlowLayout(options);
    for (qsizetype i = 0; i < part.options.size(); ++i) {
        const QuestionOption &option = part.options.at(i);
        row.texts.append(plainText(scenario, option.text).replace(u'&', u"&&"_s));
        auto *button = new OptionButton(row.texts.last());
        button->setAccessibleName(u"%1: %2"_s.arg(row.label, plainText(scenario, option.text)));
        row.buttons->addButton(button, int(i));
        row.values.append(option.value);
        auto *hands = new QSpinBox;
        hands->setRange(0, kMostHands);
        hands->setButtonSymbols(QAbstractSpinBox::NoButtons);
        hands->setAlignment(Qt::AlignRight);
        hands->setAccessibleName(tr("Hands for %1: %2").arg(row.label, plainText(scenario, option.text)));
        hands->setFocusPolicy(Qt::ClickFocus);
        hands->installEventFilter(this);
        hands->setToolTip(tr("How many raise their hands for this"));
        row.hands.append(hands);
        auto *pair = new QWidget;
        auto *line = new QHBoxLayout(pair);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(button);
        line->addWidget(hands);
        flow->addWidget(pair);
    }
    m_grid->addWidget(options, number, 1);
    connect(row.buttons, &QButtonGroup::idToggled, this, &LessonParts::chosenChanged);
    m_rows.append(row);
}

QStringList LessonParts::chosen() const
{
    QStringList values;
    for (const Row &row : m_rows)
        values.append(row.values.value(row.buttons->checkedId()));
    return values;
}

bool LessonParts::isTouched() const
{
    return std::ranges::any_of(m_rows, [](const Row &row) {
        return row.buttons->checkedId() >= 0 ||
               std::ranges::any_of(row.hands, [](const QSpinBox *hands) { return hands->value() > 0; });
    });
}

bool LessonParts::eventFilter(QObject *watched, QEvent *event)
{
    // A counter would take the key that goes on for itself.
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                Q_EMIT continueRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LessonParts::setHandsVisible(bool visible)
{
    m_handsVisible = visible;
    for (const Row &row : m_rows) {
        for (QSpinBox *hands : row.hands)
            hands->setVisible(visible);
    }
}

void LessonParts::showAnswers(const QStringList &right)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        for (qsizetype option = 0; option < row.values.size(); ++option) {
            QAbstractButton *button = row.buttons->button(int(option));
            button->setEnabled(false);
            if (row.values.at(option) != right.value(i))
                continue;
            // From its own text: the class view shows the same answers once more.
            button->setText(row.texts.at(option) + u' ' + kRight);
            button->setAccessibleDescription(tr("right"));
            makeBold(button);
        }
    }
}

QString LessonParts::handsText(const QStringList &right) const
{
    QStringList texts;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        int all = 0;
        int rightHands = 0;
        for (qsizetype option = 0; option < m_rows.at(i).hands.size(); ++option) {
            const int hands = m_rows.at(i).hands.at(option)->value();
            all += hands;
            rightHands += m_rows.at(i).values.at(option) == right.value(i) ? hands : 0;
        }
        if (all > 0)
            texts.append(
                tr("%1: %2 of %3 hands").arg(m_rows.at(i).label, QString::number(rightHands), QString::number(all)));
    }
    return texts.join(u" · "_s);
}

QList<QWidget *> LessonParts::options() const
{
    QList<QWidget *> options;
    for (const Row &row : m_rows) {
        for (QAbstractButton *button : row.buttons->buttons())
            options.append(button);
    }
    return options;
}

void LessonParts::focusFirst()
{
    if (!m_rows.isEmpty() && m_rows.first().buttons->button(0))
        m_rows.first().buttons->button(0)->setFocus(Qt::OtherFocusReason);
}

} // namespace hopscope
