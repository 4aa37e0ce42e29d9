/// The script of a page: a switch for the theme, and numbers that appear at once under a pointer or a finger.
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
    })();
    """
}
