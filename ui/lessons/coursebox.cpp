// SPDX-License-Identifier: MIT
#include "ui/lessons/coursebox.h"

#include "ui/look/widgets.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

CourseBox::CourseBox(QWidget *parent)
    : QWidget(parent), m_courses(new ComboBox(tr("Course"), false)), m_about(new QLabel)
{
    // Long titles do not make the list wider.
    m_courses->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    m_about->setAccessibleName(tr("About the course"));
    makeMuted(m_about);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_courses);
    layout->addWidget(m_about);
    setFocusProxy(m_courses);
    connect(m_courses, &QComboBox::currentIndexChanged, this, [this] {
        showAbout();
        Q_EMIT changed();
    });
}

void CourseBox::setLibrary(const LessonLibrary &library)
{
    m_library = library;
    const QString before = chosen();
    const QSignalBlocker blocker(m_courses);
    m_courses->clear();
    m_courses->addItem(tr("All lessons"));
    for (const Course &course : library.courses)
        m_courses->addItem(tr("Course: %1").arg(translated(course).title), course.id);
    choose(before);
    showAbout();
}

void CourseBox::choose(const QString &id)
{
    m_courses->setCurrentIndex(id.isEmpty() ? 0 : std::max(0, m_courses->findData(id)));
}

QString CourseBox::chosen() const
{
    return m_courses->currentData().toString();
}

void CourseBox::showAbout()
{
    const Course *course = m_library.course(chosen());
    m_about->setText(course ? tr("%1 min. %2").arg(course->minutes).arg(translated(*course).about) : QString());
    m_about->setVisible(course != nullptr);
}

} // namespace hopscope
