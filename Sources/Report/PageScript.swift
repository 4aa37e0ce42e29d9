/// The script of a page: a switch for the theme, numbers that appear at once under a pointer or a finger, and links
/// that save a figure as a file. The files are made from the page's own drawings, so that none is in it twice.
enum PageScript {
  static let text = """
    (()=>{
    const root=document.documentElement,button=document.createElement('button');
    const isDark=()=>root.dataset.theme?root.dataset.theme==='dark':matchMedia('(prefers-color-scheme:dark)').matches;
    const name=()=>button.textContent=isDark()?'light':'dark';
    button.className='theme';button.type='button';name();
    button.onclick=()=>{root.dataset.theme=isDark()?'light':'dark';name()};
    document.body.prepend(button);
    const box=document.createElement('div');box.className='reading';box.hidden=true;document.body.append(box);
    document.querySelectorAll('.fig title').forEach(t=>{t.parentNode.dataset.read=t.textContent;t.remove()});
    const show=e=>{
    const mark=e.target.closest&&e.target.closest('.fig [data-read]');
    box.hidden=!mark;if(!mark)return;
    box.textContent=mark.dataset.read;
    const w=box.offsetWidth,h=box.offsetHeight,d=e.pointerType==='touch'?36:14;
    box.style.left=Math.max(4,Math.min(e.clientX+d,innerWidth-w-4))+'px';
    box.style.top=(e.clientY-h-d<4?e.clientY+d:e.clientY-h-d)+'px'};
    document.addEventListener('pointermove',show);document.addEventListener('pointerdown',show);
    document.addEventListener('scroll',()=>box.hidden=true,true);
    const rules=`\(Theme.light.figureRules)`;
    const file=svg=>{
    const copy=svg.cloneNode(true),add=(parent,name,text)=>{
    const child=document.createElementNS('http://www.w3.org/2000/svg',name);
    child.textContent=text;parent.prepend(child);return child};
    const box=svg.viewBox.baseVal;
    copy.querySelectorAll('[data-read]').forEach(mark=>{add(mark,'title',mark.dataset.read);delete mark.dataset.read});
    const paper=add(copy,'path','');paper.setAttribute('class','paper');
    paper.setAttribute('d',`M0 0h${box.width}v${box.height}H0z`);
    add(copy,'style',rules);add(copy,'desc',svg.getAttribute('aria-label'));
    copy.removeAttribute('style');copy.removeAttribute('aria-label');
    copy.setAttribute('width',box.width+'pt');copy.setAttribute('height',box.height+'pt');
    return new XMLSerializer().serializeToString(copy)};
    document.querySelectorAll('.save').forEach(link=>{
    link.hidden=false;
    link.addEventListener('click',()=>{
    const svg=link.closest('figure').querySelector('.fig');
    link.href=URL.createObjectURL(new Blob([file(svg)],{type:'image/svg+xml'}))})});
    })();
    """
}
