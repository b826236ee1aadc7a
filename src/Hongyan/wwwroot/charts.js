// Draws what stands in the table under each chart. Without this script the tables say everything.
(() => {
  const root = document.documentElement;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const print = matchMedia('print');
  const charts = new Map();

  // Told apart by lightness as well as by hue, on white and on black.
  const palettes = {
    light: { series: ['#b3261e', '#e0a12b', '#3f6ea8', '#6b7a3a', '#7d5a94', '#8a8a8a'], text: '#333', line: '#ccc', gap: '#fff' },
    dark: { series: ['#ff8a80', '#f2c463', '#8fb8ea', '#b9cc7d', '#c9a6e0', '#b0b0b0'], text: '#ddd', line: '#555', gap: '#222' },
  };
  const palette = () => palettes[!print.matches && root.dataset.bsTheme === 'dark' ? 'dark' : 'light'];

  const font = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 };

  function ring({ labels, values }, colors) {
    const data = labels.map((name, i) => ({ name, value: values[i] })).filter(part => part.value > 0);
    return {
      legend: {
        bottom: 0,
        itemWidth: 14,
        textStyle: { ...font, color: colors.text },
        formatter: name => `${name}  ${values[labels.indexOf(name)]}`,
        selectedMode: false,
      },
      series: [{
        type: 'pie',
        center: ['50%', '39%'],
        radius: ['42%', '72%'],
        silent: true,
        data,
        itemStyle: { borderColor: colors.gap, borderWidth: 2 },
        label: { show: false },
      }],
    };
  }

  function bars({ labels, values }, colors) {
    return {
      grid: { left: 4, right: 28, top: 8, bottom: 4, containLabel: true },
      xAxis: { type: 'value', minInterval: 1, axisLabel: { ...font, color: colors.text }, splitLine: { lineStyle: { color: colors.line } } },
      yAxis: { type: 'category', inverse: true, data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: colors.line } },
        axisLabel: { ...font, color: colors.text, width: 120, overflow: 'truncate' } },
      series: [{ type: 'bar', silent: true, data: values, barMaxWidth: 22, label: { show: true, position: 'right', ...font, color: colors.text } }],
    };
  }

  function draw(place) {
    const figures = JSON.parse(place.dataset.chart);
    const colors = palette();
    charts.get(place).setOption({
      color: colors.series,
      animation: !calm.matches && !print.matches,
      textStyle: font,
      ...(figures.ring ? ring(figures, colors) : bars(figures, colors)),
    }, true);
  }

  const drawAll = () => { for (const place of charts.keys()) draw(place); };

  // SVG prints sharp and follows the zoom of the page.
  for (const place of document.querySelectorAll('[data-chart]')) {
    place.hidden = false;
    charts.set(place, echarts.init(place, null, { renderer: 'svg' }));
    draw(place);
    new ResizeObserver(() => { if (!print.matches) charts.get(place).resize(); }).observe(place);
  }
  new MutationObserver(drawAll).observe(root, { attributeFilter: ['data-bs-theme'] });

  // Two charts stand side by side on the sheet; their place is measured too late to follow it.
  print.addEventListener('change', () => {
    for (const chart of charts.values()) chart.resize(print.matches ? { width: 300, height: 200 } : { width: 'auto', height: 'auto' });
    drawAll();
  });
})();
